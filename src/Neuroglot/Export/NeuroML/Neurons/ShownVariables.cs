using System.Xml.Linq;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>
/// What cells keep of their variables for attached synapses: the value that code of events sees, which is that before the reset, and the value with which the next step begins. The variables for
/// them are no exposures, because LEMS shows these as they were at the end of a step, without the events that have arrived since.
/// </summary>
/// <param name="group">The neurons.</param>
/// <param name="code">Their names and expressions.</param>
/// <param name="draft">Their type.</param>
/// <param name="export">The export.</param>
internal sealed class ShownVariables(NeuronGroup group, GroupCode code, CellDraft draft, NetworkExport export)
{
    /// <summary>When a cell was advanced last.</summary>
    public const string ShownAt = "shown_at";

    private readonly SortedSet<string> atEvents =
        [.. export.Synapses.EndingIn(group.Name).SelectMany(one => one.Values.ShownAtEvents.Values).Select(one => one.Name), .. export.Synapses.AttachedTo(group.Name).SelectMany(one => one.Values.RequiredAtEvents)];

    private readonly SortedSet<string> inSteps =
        [
            .. export.Synapses.EndingIn(group.Name).SelectMany(one => one.Values.Shown.Values).Select(one => one.Name), .. export.Synapses.AttachedTo(group.Name).SelectMany(one => one.Values.RequiredInSteps),
            .. export.Synapses.EndingIn(group.Name).SelectMany(one => one.HeardThroughEnd).Select(LastOf),
        ];

    private bool IsSeenAcross => export.Synapses.EndingIn(group.Name).Any();

    /// <summary>What a cell calls the time of its last event of a kind.</summary>
    public static string LastOf(string name) => name == "spike" ? "lastspike" : name + "_happened_at";

    /// <summary>What a cell calls the value with which a step begins.</summary>
    public static string InSteps(string variable) => GroupCode.Safe(variable) + "_shown";

    /// <summary>What a cell calls the value that code of events sees.</summary>
    public static string AtEvents(string variable) => GroupCode.Safe(variable) + "_at_events";

    /// <summary>What a cell calls the value of the step before.</summary>
    public static string Before(string shown) => shown + "_before";

    /// <summary>Adds what is kept before anything else follows from a step.</summary>
    public void KeepForEvents() => Keep(atEvents.Select(one => (one, AtEvents(one))));

    /// <summary>Adds what is kept at the end of a step; what arrives afterwards is seen, too.</summary>
    public void KeepForSteps()
    {
        Keep(inSteps.Select(one => (one, InSteps(one))));
        foreach (var handler in draft.Handlers)
        {
            foreach (var variable in handler.Elements().Select(one => one.Attribute("variable")?.Value).OfType<string>().Distinct().ToList())
            {
                if (inSteps.Any(one => GroupCode.Safe(one) == variable))
                    handler.Add(Xml.Assign(variable + "_shown", variable));
            }
        }

        if (!IsSeenAcross)
            return;
        draft.States.Add(Xml.StateVariable(ShownAt, "time"));
        draft.Start.Add(Xml.Assign(ShownAt, "-1*second"));
        draft.Dynamics.Add(Xml.OnCondition(NeuronCells.Always, Xml.Assign(ShownAt, "t")));
    }

    private void Keep(IEnumerable<(string Variable, string Shown)> all)
    {
        var actions = new List<XElement>();
        foreach (var (variable, shown) in all)
        {
            var (name, dimension) = (GroupCode.Safe(variable), group.Equations.Find(variable)?.Dimension ?? Dimension.Time);
            code.Define(shown, dimension);
            var start = export.IsSummed(group.Name, variable) ? StartOfSum(variable, dimension) : name;
            if (IsSeenAcross)
            {
                draft.States.Add(Xml.StateVariable(Before(shown), export.Dimensions.NameOf(dimension)));
                draft.LateStart.Add(Xml.Assign(Before(shown), start));
                actions.Add(Xml.Assign(Before(shown), shown));
            }

            draft.States.Add(Xml.StateVariable(shown, export.Dimensions.NameOf(dimension)));
            draft.LateStart.Add(Xml.Assign(shown, start));
            actions.Add(Xml.Assign(shown, name));
        }

        if (actions.Count > 0)
            draft.Dynamics.Add(Xml.OnCondition(NeuronCells.Always, actions));
    }

    // Nothing is added up before the first step.
    private string StartOfSum(string variable, Dimension dimension)
    {
        var name = GroupCode.Safe(variable) + "_start";
        if (draft.Properties.All(one => one.Name != name))
            draft.AddProperty(name, dimension, InitialValue.Of(variable, export.SetOf(group.Name), export.Run, code.Names));
        return name;
    }
}
