using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq.Expressions;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>A compiled section: applies it to instances <paramref name="start"/> to <paramref name="end"/>, or to those of
/// <paramref name="indices"/> at these positions. Spilled values of position p stand at p − <paramref name="origin"/>.</summary>
internal delegate void KernelLoop(KernelArguments arguments, double[][] spills, int[]? indices, int origin, int start, int end);

/// <summary>Writes one section of a kernel as an expression tree: a prelude with the arrays and the uniform values in variables, then the loop. The
/// same code for every width; <see cref="LaneSet"/> is what differs.</summary>
internal sealed class KernelEmitter
{
    // Single-use values are written where they are used, down to this depth; deeper trees would only cost stack in the expression library.
    private const int DeepestNesting = 12;

    // So many constants stay in registers during the loop, beside the values of an instance; more are read from memory where they are used, and so are all where something is called, which
    // leaves no register as it was.
    private const int MostConstants = 16;

    private readonly Kernel _kernel;
    private readonly KernelSection _section;
    private readonly bool[] _uniform;
    private readonly LaneSet _lanes;
    private readonly int[] _uses;
    private readonly HashSet<int> _written;
    private readonly bool _compact;
    private readonly Dictionary<int, Expression> _values = [];
    private readonly Dictionary<int, int> _depths = [];

    // Values that are written where they are used, and draw at random there.
    private readonly HashSet<int> _drawing = [];
    private readonly Dictionary<int, Expression> _scalars = [];
    private readonly Dictionary<(string Table, int Index), ParameterExpression> _arrays = [];
    private readonly bool _keepsConstants;
    private readonly List<double> _constants = [];
    private readonly ParameterExpression _numbers = Expression.Variable(typeof(double[]), "numbers");
    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _prelude = [];
    private readonly List<Expression> _body = [];

    private readonly ParameterExpression _arguments = Expression.Parameter(typeof(KernelArguments), "arguments");
    private readonly ParameterExpression _spills = Expression.Parameter(typeof(double[][]), "spills");
    private readonly ParameterExpression _indices = Expression.Parameter(typeof(int[]), "indices");
    private readonly ParameterExpression _origin = Expression.Parameter(typeof(int), "origin");
    private readonly ParameterExpression _position = Expression.Parameter(typeof(int), "start");
    private readonly ParameterExpression _end = Expression.Parameter(typeof(int), "end");
    private readonly ParameterExpression _instance;

    // What helpers take to find the elements of the instances: one number, or the list and a place in it.
    private readonly Expression[] _where;

    private KernelEmitter(Kernel kernel, KernelSection section, bool[] uniform, LaneSet lanes, bool compact, bool listed)
    {
        _kernel = kernel;
        _section = section;
        _uniform = uniform;
        _lanes = lanes;
        _uses = new int[kernel.Instructions.Length];
        foreach (var place in section.Places)
        {
            for (var k = 0; k < kernel.Instructions[place].OperandCount; k++)
                _uses[kernel.Instructions[place].Operand(k)]++;
        }

        _compact = compact;
        _keepsConstants = !section.Places.Any(place => IsCalled(kernel.Instructions[place])) && section.Places.SelectMany(place => Enumerable.Range(0, kernel.Instructions[place].OperandCount).Select(kernel.Instructions[place].Operand)).Distinct()
            .Count(place => kernel.Instructions[place].Op == KernelOp.Constant) <= MostConstants;
        _written = [.. kernel.WrittenColumns()];
        // One instance at a time is picked from a list here, several by the helpers.
        _instance = lanes.Width == 1 ? Variable(typeof(int), "instance") : _position;
        _where = lanes.Width > 1 && listed ? [_indices, _position] : [_instance];
    }

    private static bool IsCalled(Instruction x) => x.Info.IsDraw || KernelStatistics.IsElementary(x.Op)
        || x.Op is KernelOp.Gather or KernelOp.Lookup or KernelOp.Scatter or KernelOp.ScatterAdd or KernelOp.ScatterMultiply or KernelOp.Scheme;

    /// <summary>The code of <paramref name="section"/>.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="section">The section.</param>
    /// <param name="uniform">Which values are the same for all instances.</param>
    /// <param name="lanes">How many instances at once. Scalar code serves ranges and lists.</param>
    /// <param name="compact">Whether to write code that compiles several times faster and runs a little slower.</param>
    /// <param name="listed">Whether vector code picks instances from a list; these must be different. The kernel must be <see cref="CanBeListed"/>.</param>
    internal static Expression<KernelLoop> Emit(Kernel kernel, KernelSection section, bool[] uniform, LaneSet lanes, bool compact, bool listed = false) =>
        new KernelEmitter(kernel, section, uniform, lanes, compact, listed).Lambda();

    /// <summary>Whether vectors of instances from a list can be computed: nothing counts on their following each other.</summary>
    internal static bool CanBeListed(Kernel kernel)
    {
        var added = new HashSet<int>();
        foreach (var instruction in kernel.Instructions)
        {
            if (instruction.Op is KernelOp.Poisson or KernelOp.Flag or KernelOp.Flagged or KernelOp.Scheme)
                return false;
            if (instruction.Op is KernelOp.ScatterAdd or KernelOp.ScatterMultiply && !added.Add(instruction.Index))
                return false;
        }

        return !kernel.IsSequential;
    }

    private Expression<KernelLoop> Lambda()
    {
        if (IsAddingUniforms())
            return Additions();
        if (_instance != _position)
        {
            var listed = Expression.ArrayIndex(_indices, _position);
            var isRange = Expression.ReferenceEqual(_indices, Expression.Constant(null));
            _body.Add(Expression.Assign(_instance, Expression.Condition(isRange, _position, listed)));
        }

        foreach (var (place, slot) in _section.Inputs)
        {
            var type = TypeOf(place);
            var load = _lanes.Help(type == KernelType.Mask ? "LoadMask" : "Load", Spill(slot), Expression.Subtract(_position, _origin));
            Keep(place, load);
        }

        for (var at = 0; at < _section.Places.Length; at++)
        {
            var place = _section.Places[at];
            if (_kernel.Instructions[place].Op is KernelOp.ScatterAdd or KernelOp.ScatterMultiply)
                at += Scatter(at) - 1;
            else if (_kernel.Instructions[place].Info.IsStatement)
                _body.Add(Statement(_kernel.Instructions[place]));
            else
                Define(place);
        }

        var exit = Expression.Label("exit");
        _body.Insert(0, Expression.IfThen(Expression.GreaterThanOrEqual(_position, _end), Expression.Break(exit)));
        _body.Add(Expression.AddAssign(_position, Expression.Constant(_lanes.Width)));
        return Lambda(Expression.Loop(Expression.Block(_body), exit));
    }

    // Most deliveries of events: the same is added for all instances, to columns of others.
    private bool IsAddingUniforms() =>
        _lanes.Width == 1 && _section.Inputs.IsEmpty && _section.Places.Length > 0
        && _section.Places.All(place => _kernel.Instructions[place] is { Op: KernelOp.ScatterAdd } addition && _uniform[addition.A])
        && _section.Places.Select(place => _kernel.Instructions[place].Index).Distinct().Count() == _section.Places.Length;

    // Each column in a loop of its own, which the sums do not show.
    private Expression<KernelLoop> Additions()
    {
        foreach (var place in _section.Places)
        {
            var addition = _kernel.Instructions[place];
            _body.Add(_lanes.Help("ScatterAddAll", Column(addition.Index), Map(addition.Map), _indices, _position, _end, Operand(addition.A)));
        }

        return Lambda(Expression.Block(_body));
    }

    private Expression<KernelLoop> Lambda(Expression body)
    {
        if (_constants.Count > 0)
        {
            _variables.Add(_numbers);
            _prelude.Insert(0, Expression.Assign(_numbers, Expression.Constant(_constants.ToArray())));
        }

        return Expression.Lambda<KernelLoop>(
            Expression.Block(_variables, [.. _prelude, body]), _kernel.Name, [_arguments, _spills, _indices, _origin, _position, _end]);
    }

    private KernelType TypeOf(int place) => _kernel.Instructions[place].Info.Result!.Value;

    // Gives an instruction its expression: in a variable if it is used again, or must be computed here, and otherwise as a tree for its user.
    private void Define(int place)
    {
        var instruction = _kernel.Instructions[place];
        var depth = 1;
        for (var k = 0; k < instruction.OperandCount; k++)
            depth = Math.Max(depth, 1 + _depths.GetValueOrDefault(instruction.Operand(k)));
        var value = Value(instruction);
        var slot = _section.OutputSlot(place);
        var isSpilled = slot >= 0;
        var mustStay = instruction.Op is KernelOp.Load or KernelOp.Gather && _written.Contains(instruction.Index);
        if (_uses[place] == 1 && !isSpilled && !mustStay && depth < DeepestNesting)
        {
            _values[place] = value;
            _depths[place] = depth;
            if (instruction.Info.IsDraw || Enumerable.Range(0, instruction.OperandCount).Any(k => _drawing.Contains(instruction.Operand(k))))
                _drawing.Add(place);
            return;
        }

        var kept = Keep(place, value);
        if (isSpilled)
        {
            var method = TypeOf(place) == KernelType.Mask ? "StoreMask" : "Store";
            _body.Add(_lanes.Help(method, Spill(slot), Expression.Subtract(_position, _origin), kept));
        }
    }

    private ParameterExpression Keep(int place, Expression value)
    {
        var variable = Variable(value.Type, $"v{place}");
        _body.Add(Expression.Assign(variable, value));
        _values[place] = variable;
        return variable;
    }

    private Expression Value(Instruction x) => x.Op switch
    {
        KernelOp.Load => _lanes.Help("Load", [Column(x.Index), .. _where]),
        KernelOp.Gather => _lanes.Help("Gather", [Column(x.Index), Map(x.Map), .. _where]),
        KernelOp.Lookup => _lanes.Help("Lookup", Column(x.Index), Operand(x.A)),
        KernelOp.Flagged => _lanes.Help("Flagged", Flags(x.Index), _instance),
        KernelOp.Uniform or KernelOp.Normal or KernelOp.Exponential =>
            _lanes.Help(x.Op.ToString(), [_arguments, .. _where, Expression.Constant(x.Index)]),
        KernelOp.Poisson => _lanes.Help("Poisson", _arguments, _instance, Expression.Constant(x.Index), Operand(x.A)),
        >= KernelOp.Less and <= KernelOp.NotEqual when IsNaN(x.A) || IsNaN(x.B) => _lanes.Broadcast(Expression.Constant(x.Op == KernelOp.NotEqual)),
        KernelOp.Select when _lanes.Width > 1 && _drawing.Contains(x.B) => SelectDraw(x),
        _ => _lanes.Call(x.Op, Operands(x, Operand), _compact),
    };

    // Draws take longer than all else and depend on nothing that was drawn before: none is made where no lane takes it.
    private ConditionalExpression SelectDraw(Instruction x)
    {
        var (mask, other) = (Held(Operand(x.A)), Held(Operand(x.C)));
        return Expression.Condition(_lanes.Help("Any", mask), _lanes.Call(x.Op, [mask, Operand(x.B), other], _compact), other);
    }

    private Expression Held(Expression value)
    {
        if (value is ParameterExpression)
            return value;
        var variable = Variable(value.Type, "held");
        _body.Add(Expression.Assign(variable, value));
        return variable;
    }

    // The just-in-time compiler of .NET 10 takes (x == NaN) & y for y where they are vectors and NaN is a constant.
    private bool IsNaN(int place) => _kernel.Instructions[place] is { Op: KernelOp.Constant, Number: double.NaN };

    private static Expression[] Operands(Instruction x, Func<int, Expression> operand)
    {
        var operands = new Expression[x.OperandCount];
        for (var k = 0; k < operands.Length; k++)
            operands[k] = operand(x.Operand(k));
        return operands;
    }

    private Expression Statement(Instruction x) => x.Op switch
    {
        KernelOp.Store => _lanes.Help("Store", [Column(x.Index), .. _where, Operand(x.A)]),
        KernelOp.Scatter => _lanes.Help("Scatter", Column(x.Index), Map(x.Map), _instance, Operand(x.A)),
        KernelOp.Flag => _lanes.Help("Flag", Flags(x.Index), _instance, Operand(x.A)),
        KernelOp.Scheme => _lanes.Help(
            "Scheme",
            Array("Schemes", typeof(IKineticScheme[]), x.Index),
            _arguments,
            Expression.Constant(_kernel.Schemes[x.Index].Reads.ToArray()),
            Expression.Constant(_kernel.Schemes[x.Index].Writes.ToArray()),
            _instance),
        _ => throw new UnreachableException($"{x.Op} is not a statement with an expression of its own."),
    };

    // Several additions to one column happen instance after instance, as they would one at a time. Returns how many were written.
    private int Scatter(int at)
    {
        var (op, column) = (_kernel.Instructions[_section.Places[at]].Op, _kernel.Instructions[_section.Places[at]].Index);
        var group = new List<Instruction>();
        for (var next = at; next < _section.Places.Length && _kernel.Instructions[_section.Places[next]] is var other && other.Op == op && other.Index == column; next++)
            group.Add(other);
        if (group.Count == 1)
        {
            _body.Add(_lanes.Help($"{op}", [Column(column), Map(group[0].Map), .. _where, Operand(group[0].A)]));
            return 1;
        }

        var operands = group.ConvertAll(x => Held(Operand(x.A)));
        for (var lane = 0; lane < _lanes.Width; lane++)
        {
            for (var k = 0; k < group.Count; k++)
                _body.Add(_lanes.Help($"{op}Lane", Column(column), Map(group[k].Map), _instance, Expression.Constant(lane), operands[k]));
        }

        return group.Count;
    }

    private Expression Operand(int place)
    {
        if (_values.TryGetValue(place, out var value))
            return value;
        Debug.Assert(_uniform[place], "Values are defined before their use.");
        var scalar = Uniform(place);
        if (_lanes.Width == 1)
            return scalar;
        if (scalar is ConstantExpression { Value: double number })
        {
            if (!_keepsConstants || BitConverter.DoubleToInt64Bits(number) == 0)
                return _lanes.Broadcast(scalar);

            // The just-in-time compiler reads constants that it knows from memory in every round of the loop, which takes as many loads as the work itself.
            _constants.Add(number);
            scalar = Expression.ArrayIndex(_numbers, Expression.Constant(_constants.Count - 1));
        }

        var variable = Variable(_lanes.TypeOf(TypeOf(place)), $"u{place}");
        _prelude.Add(Expression.Assign(variable, _lanes.Broadcast(scalar)));
        _values[place] = variable;
        return variable;
    }

    // Computed by scalar code, in the prelude.
    private Expression Uniform(int place)
    {
        if (_scalars.TryGetValue(place, out var known))
            return known;
        var instruction = _kernel.Instructions[place];
        Expression value = instruction.Op switch
        {
            KernelOp.Constant => Expression.Constant(instruction.Number),
            KernelOp.True => Expression.Constant(true),
            KernelOp.False => Expression.Constant(false),
            KernelOp.Scalar => Expression.ArrayIndex(
                Expression.Property(_arguments, nameof(KernelArguments.Scalars)), Expression.Constant(instruction.Index)),
            KernelOp.Lookup => LaneSet.Scalar.Help("Lookup", Column(instruction.Index), Uniform(instruction.A)),
            _ => LaneSet.Scalar.Call(instruction.Op, Operands(instruction, Uniform), compact: true),
        };
        if (value is not ConstantExpression)
        {
            var variable = Variable(value.Type, $"s{place}");
            _prelude.Add(Expression.Assign(variable, value));
            value = variable;
        }

        _scalars[place] = value;
        return value;
    }

    private ParameterExpression Column(int index) => Array(nameof(KernelArguments.Columns), typeof(double[][]), index);

    private ParameterExpression Map(int index) => Array(nameof(KernelArguments.Maps), typeof(int[][]), index);

    private ParameterExpression Flags(int index) => Array(nameof(KernelArguments.Flags), typeof(byte[][]), index);

    private ParameterExpression Spill(int slot) => Array("Spills", typeof(double[][]), slot);

    private ParameterExpression Array(string table, Type type, int index)
    {
        if (!_arrays.TryGetValue((table, index), out var variable))
        {
            variable = Variable(type.GetElementType()!, $"{table}{index}");
            Expression source = table == "Spills" ? _spills : Expression.Property(_arguments, table);
            _prelude.Add(Expression.Assign(variable, Expression.ArrayIndex(source, Expression.Constant(index))));

            // Whoever has asked for the length knows that there is an array, and need not look again in the loop.
            if (variable.Type.IsArray)
                _prelude.Add(Expression.ArrayLength(variable));
            _arrays.Add((table, index), variable);
        }

        return variable;
    }

    private ParameterExpression Variable(Type type, string name)
    {
        var variable = Expression.Variable(type, name);
        _variables.Add(variable);
        return variable;
    }
}
