using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Neuroglot.Lems.Documents;
using Dimension = Neuroglot.Model.Units.Dimension;

namespace Neuroglot.Lems.Types;

/// <summary>
/// A component type with all it inherits. Lists hold the type's own members first, then those of the parent that it doesn't redeclare.
/// <see cref="Dynamics"/> is the nearest one (joined with the inherited one where it says <c>Super</c>), so are <see cref="Structure"/> and
/// <see cref="Simulation"/>.
/// </summary>
public sealed class ResolvedType
{
    private static readonly Dictionary<string, NamedQuantity> NoConstants = [];

    private readonly Dictionary<string, MemberSlot> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<ResolvedType, int> listOfType = [];
    private Dictionary<string, string>? exposed;

    internal ResolvedType(ComponentType declaration, ResolvedType? parent, ModelSymbols symbols)
    {
        Declaration = declaration;
        Parent = parent;
        Members = parent is null ? declaration.Members : declaration.Members.Over(parent.Members);
        Dynamics = DynamicsMerger.Merge(declaration.Dynamics, parent?.Dynamics);
        Structure = declaration.Structure ?? parent?.Structure;
        Simulation = declaration.Simulation ?? parent?.Simulation;
        Equilibrium = declaration.Equilibrium ?? parent?.Equilibrium;
        IsStatement = Structure is { } structure && !HasState && structure.Body.All(Connects) && Collections.IsEmpty && PairCollections.IsEmpty && DerivedParameters.IsEmpty && ComponentTypeReferences.IsEmpty && Simulation is null;
        LayOut(symbols);
    }

    /// <summary>Its name.</summary>
    public string Name => Declaration.Name;

    /// <summary>Its declaration, without what it inherits.</summary>
    public ComponentType Declaration { get; }

    /// <summary>The type that it extends, or null.</summary>
    public ResolvedType? Parent { get; }

    /// <summary>All that is declared under a name, inherited declarations included.</summary>
    public TypeMembers Members { get; }

    /// <summary>Quantities that components state.</summary>
    public ImmutableArray<Parameter> Parameters => Members.Of<Parameter>();

    /// <summary>Whole numbers that components state.</summary>
    public ImmutableArray<IndexParameter> IndexParameters => Members.Of<IndexParameter>();

    /// <summary>Quantities computed once per component.</summary>
    public ImmutableArray<DerivedParameter> DerivedParameters => Members.Of<DerivedParameter>();

    /// <summary>Parameters that are paths.</summary>
    public ImmutableArray<PathParameter> PathParameters => Members.Of<PathParameter>();

    /// <summary>Quantities required from enclosing instances.</summary>
    public ImmutableArray<Requirement> Requirements => Members.Of<Requirement>();

    /// <summary>Components required from the parent.</summary>
    public ImmutableArray<ComponentRequirement> ComponentRequirements => Members.Of<ComponentRequirement>();

    /// <summary>Instances required when building.</summary>
    public ImmutableArray<InstanceRequirement> InstanceRequirements => Members.Of<InstanceRequirement>();

    /// <summary>Quantities that others may read.</summary>
    public ImmutableArray<Exposure> Exposures => Members.Of<Exposure>();

    /// <summary>Places for one child.</summary>
    public ImmutableArray<Child> ChildSlots => Members.Of<Child>();

    /// <summary>Lists of children.</summary>
    public ImmutableArray<Children> ChildLists => Members.Of<Children>();

    /// <summary>References to components, links among them.</summary>
    public ImmutableArray<ComponentReference> ComponentReferences => Members.Of<ComponentReference>();

    /// <summary>References to component types.</summary>
    public ImmutableArray<ComponentTypeReference> ComponentTypeReferences => Members.Of<ComponentTypeReference>();

    /// <summary>Quantities of each instance.</summary>
    public ImmutableArray<Property> Properties => Members.Of<Property>();

    /// <summary>Fixed values of parameters; the nearest declaration of each.</summary>
    public ImmutableArray<Fixed> Fixeds => Members.Of<Fixed>();

    /// <summary>Constants of the type; their values are in <see cref="ConstantValues"/>.</summary>
    public ImmutableArray<Constant> Constants => Members.Of<Constant>();

    /// <summary>Lists filled while building.</summary>
    public ImmutableArray<Attachments> AttachmentLists => Members.Of<Attachments>();

    /// <summary>Ports for events.</summary>
    public ImmutableArray<EventPort> EventPorts => Members.Of<EventPort>();

    /// <summary>Texts that components state.</summary>
    public ImmutableArray<Text> Texts => Members.Of<Text>();

    /// <summary>Paths that components state.</summary>
    public ImmutableArray<Documents.Path> Paths => Members.Of<Documents.Path>();

    /// <summary>Collections.</summary>
    public ImmutableArray<Collection> Collections => Members.Of<Collection>();

    /// <summary>Collections of pairs.</summary>
    public ImmutableArray<PairCollection> PairCollections => Members.Of<PairCollection>();

    /// <summary>What happens over time, or null.</summary>
    public Dynamics? Dynamics { get; }

    /// <summary>What is built, or null.</summary>
    public Structure? Structure { get; }

    /// <summary>What is run, shown and written, or null.</summary>
    public Simulation? Simulation { get; }

    /// <summary>Quantities in equilibrium, or null.</summary>
    public Equilibrium? Equilibrium { get; }

    /// <summary>Procedures.</summary>
    public ImmutableArray<Procedure> Procedures => Declaration.Procedures is { Length: > 0 } own ? own : Parent?.Procedures ?? [];

    /// <summary>Geometries.</summary>
    public ImmutableArray<Geometry> Geometries => Declaration.Geometries is { Length: > 0 } own ? own : Parent?.Geometries ?? [];

    /// <summary>Values of <see cref="Constants"/> by name.</summary>
    public IReadOnlyDictionary<string, NamedQuantity> ConstantValues { get; private set; } = NoConstants;

    /// <summary>
    /// Whether it has a state of its own: without dynamics, or with dynamics that only give names, its components only hold others.
    /// </summary>
    internal bool HasState => Dynamics is { } dynamics
        && !(dynamics.StateVariables.IsEmpty && dynamics.DerivedVariables.IsEmpty && dynamics.ConditionalDerivedVariables.IsEmpty
            && dynamics.OnConditions.IsEmpty && dynamics.OnEvents.IsEmpty && dynamics.Regimes.IsEmpty && dynamics.KineticSchemes.IsEmpty);

    /// <summary>Whether its components only say what to connect, as connections do: nothing is made of them, and nothing refers to them.</summary>
    internal bool IsStatement { get; private set; }

    /// <summary>How many values, texts and references a component of the type holds.</summary>
    internal SlotCounts Counts { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Dimension of each value; null for <c>*</c>, which takes any.</summary>
    internal Dimension?[] ValueDimensions { get; private set; }

    /// <summary>Whether it is the type called <paramref name="typeName"/> or extends it, directly or not. Every type is a <c>Component</c>.</summary>
    public bool IsA(string typeName)
    {
        for (var type = this; type is not null; type = type.Parent)
        {
            if (type.Name == typeName)
                return true;
        }

        return typeName == "Component";
    }

    /// <summary>Whether it is <paramref name="other"/> or extends it, directly or not.</summary>
    public bool IsA(ResolvedType other)
    {
        for (var type = this; type is not null; type = type.Parent)
        {
            if (ReferenceEquals(type, other))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The variable or parameter that is seen from outside as <paramref name="exposure"/>: the last that names it as its exposure, else the one that
    /// has the same name; null when there is none.
    /// </summary>
    public string? ExposedBy(string exposure) => (exposed ??= FindExposed()).GetValueOrDefault(exposure);

    /// <summary>Position of the child slot called <paramref name="name"/> in <see cref="ChildSlots"/>, or −1.</summary>
    public int ChildSlotIndex(string name) => IndexOf(ChildSlots, name, one => one.Name);

    /// <summary>Position of the list called <paramref name="name"/> in <see cref="ChildLists"/>, or −1.</summary>
    public int ChildListIndex(string name) => IndexOf(ChildLists, name, one => one.Name);

    /// <inheritdoc/>
    public override string ToString() => Parent is null ? Name : $"{Name} extends {Parent.Name}";

    internal bool TryGetSlot(string name, [NotNullWhen(true)] out MemberSlot? slot) => slots.TryGetValue(name, out slot);

    /// <summary>Names of what components have a value for.</summary>
    internal IEnumerable<string> ValueNames => slots.Where(one => one.Value.IsValue).Select(one => one.Key);

    internal IEnumerable<string> AttributeNames() => slots.Where(one => one.Value.IsAttribute).Select(one => one.Key);

    /// <summary>
    /// The list that a child of <paramref name="type"/> belongs to, or −1: the last one whose type it is or extends, as the reference simulator
    /// chooses (<c>connectionWD</c> fits <c>connections</c> and <c>connectionsWD</c>).
    /// </summary>
    internal int ListFor(ResolvedType type)
    {
        if (listOfType.TryGetValue(type, out var known))
            return known;
        var index = ChildLists.Length - 1;
        while (index >= 0 && !type.IsA(ChildLists[index].Type))
            index--;
        listOfType.Add(type, index);
        return index;
    }

    private static int IndexOf<T>(ImmutableArray<T> all, string name, Func<T, string> nameOf)
    {
        for (var i = 0; i < all.Length; i++)
        {
            // Declared names may carry a prefix, which element names have flattened.
            if (nameOf(all[i]) == name || (nameOf(all[i]).Contains(':', StringComparison.Ordinal) && nameOf(all[i]).Replace(':', '_') == name))
                return i;
        }

        return -1;
    }

    private static bool Connects(BuildElement element) =>
        (element is With or ForEach or If or Choose or When or Otherwise or EventConnection or Tunnel or Assign) && element.Body.All(Connects);

    [MemberNotNull(nameof(ValueDimensions))]
    private void LayOut(ModelSymbols symbols)
    {
        var dimensions = new Dimension?[Parameters.Length + IndexParameters.Length + DerivedParameters.Length + Properties.Length];
        var values = 0;
        void AddValue(string name, MemberKind kind, Dimension? dimension, int index)
        {
            if (slots.TryAdd(name, new MemberSlot(kind, values, index)))
                dimensions[values++] = dimension;
        }

        for (var i = 0; i < Parameters.Length; i++)
            AddValue(Parameters[i].Name, MemberKind.Parameter, symbols.Dimension(Parameters[i].Dimension, Parameters[i].Span), i);
        for (var i = 0; i < IndexParameters.Length; i++)
            AddValue(IndexParameters[i].Name, MemberKind.IndexParameter, Dimension.None, i);
        for (var i = 0; i < DerivedParameters.Length; i++)
            AddValue(DerivedParameters[i].Name, MemberKind.DerivedParameter, symbols.Dimension(DerivedParameters[i].Dimension, DerivedParameters[i].Span), i);
        for (var i = 0; i < Properties.Length; i++)
            AddValue(Properties[i].Name, MemberKind.Property, symbols.Dimension(Properties[i].Dimension, Properties[i].Span), i);
        ValueDimensions = dimensions;
        if (Constants.Length > 0)
            ConstantValues = symbols.Constants(Constants);

        var texts = 0;
        void AddText(string name)
        {
            if (slots.TryAdd(name.Replace(':', '_'), new MemberSlot(MemberKind.Text, texts, 0)))
                texts++;
        }

        foreach (var one in Texts)
            AddText(one.Name);
        foreach (var one in Paths)
            AddText(one.Name);
        foreach (var one in PathParameters)
            AddText(one.Name);

        var references = 0;
        for (var i = 0; i < ComponentReferences.Length; i++)
        {
            if (slots.TryAdd(ComponentReferences[i].Name, new MemberSlot(MemberKind.Reference, references, i)))
                references++;
        }

        var types = 0;
        foreach (var one in ComponentTypeReferences)
        {
            if (slots.TryAdd(one.Name, new MemberSlot(MemberKind.TypeReference, types, 0)))
                types++;
        }

        Counts = new SlotCounts(values, texts, references, types);
    }

    private Dictionary<string, string> FindExposed()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Dynamics is { } dynamics)
        {
            AddVariables(dynamics.StateVariables, dynamics.DerivedVariables, dynamics.ConditionalDerivedVariables);
            foreach (var regime in dynamics.Regimes)
                AddVariables(regime.StateVariables, regime.DerivedVariables, regime.ConditionalDerivedVariables);
        }

        foreach (var one in Parameters)
            Add(one.Name, one.Exposure);
        foreach (var one in IndexParameters)
            Add(one.Name, one.Exposure);
        foreach (var one in DerivedParameters)
            Add(one.Name, null);
        foreach (var one in Properties)
            Add(one.Name, null);
        foreach (var exposure in Exposures)
        {
            if (names.Contains(exposure.Name))
                found.TryAdd(exposure.Name, exposure.Name);
        }

        return found;

        void AddVariables(ImmutableArray<StateVariable> states, ImmutableArray<DerivedVariable> derived, ImmutableArray<ConditionalDerivedVariable> conditional)
        {
            foreach (var one in states)
                Add(one.Name, one.Exposure);
            foreach (var one in derived)
                Add(one.Name, one.Exposure);
            foreach (var one in conditional)
                Add(one.Name, one.Exposure);
        }

        // As in the reference simulator, the last one that names an exposure counts.
        void Add(string name, string? exposure)
        {
            names.Add(name);
            if (exposure is not null)
                found[exposure] = name;
        }
    }
}

/// <summary>What an attribute of a component, or a name in an expression, stands for.</summary>
internal enum MemberKind
{
    Parameter,
    IndexParameter,
    DerivedParameter,
    Property,
    Text,
    Reference,
    TypeReference,
}

/// <summary>Where a component keeps what a name stands for.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Position among the component's values, texts or references.</param>
/// <param name="Member">Position of the declaration in its list.</param>
internal sealed record MemberSlot(MemberKind Kind, int Index, int Member)
{
    public bool IsValue => Kind <= MemberKind.Property;

    public bool IsAttribute => Kind != MemberKind.DerivedParameter;
}

/// <summary>How many values, texts, references and type references a component holds.</summary>
internal sealed record SlotCounts(int Values, int Texts, int References, int Types);
