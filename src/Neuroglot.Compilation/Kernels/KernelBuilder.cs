namespace Neuroglot.Compilation.Kernels;

/// <summary>
/// Builds a <see cref="Kernel"/>. Equal pure instructions become one, constants are folded, identities that keep every bit are applied
/// (<see cref="KernelIdentities"/>), divisions by constants become multiplications (<see cref="ConstantDivisor"/>), loads are remembered until the column is written, and a load after a store in the same kernel gives the stored
/// value. <see cref="Build"/> leaves out what nothing needs.
/// </summary>
/// <remarks>Misuse (a value of another builder, a mask where a number is wanted) throws <see cref="ArgumentException"/>.</remarks>
/// <param name="name">Name of the kernel, for messages and listings.</param>
public sealed partial class KernelBuilder(string name)
{
    private readonly List<Instruction> _instructions = [];
    private readonly Dictionary<Instruction, int> _known = [];
    private readonly Dictionary<int, int> _columnValues = [];
    private readonly Dictionary<int, int> _pendingStores = [];
    private readonly HashSet<int> _dead = [];
    private readonly Dictionary<int, int> _scatters = [];
    private readonly NameTable _columns = new();
    private readonly NameTable _maps = new();
    private readonly NameTable _scalars = new();
    private readonly NameTable _flags = new();
    private readonly List<KernelScheme> _schemes = [];

    /// <summary>How many instructions there are so far, needed ones or not.</summary>
    public int Count => _instructions.Count;

    /// <summary>A number.</summary>
    public KernelValue Constant(double number) =>
        Pure(new Instruction(KernelOp.Constant, Bits: BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number)));

    /// <summary>A mask that is the same for every instance.</summary>
    public KernelValue Constant(bool truth) => Pure(new Instruction(truth ? KernelOp.True : KernelOp.False));

    /// <summary>The uniform argument <paramref name="scalar"/> of the call.</summary>
    public KernelValue Scalar(string scalar) => Pure(new Instruction(KernelOp.Scalar, Index: _scalars[scalar]));

    /// <summary>This instance's element of <paramref name="column"/>, as the statements so far leave it.</summary>
    public KernelValue Load(string column)
    {
        var index = _columns[column];
        if (!_columnValues.TryGetValue(index, out var place))
        {
            place = Append(new Instruction(KernelOp.Load, Index: index));
            _columnValues[index] = place;
        }

        return ValueAt(place);
    }

    /// <summary>The element of <paramref name="column"/> that <paramref name="map"/> names for this instance, as the statements so far leave it. The
    /// kernel must not <see cref="Store"/> the column.</summary>
    public KernelValue Gather(string column, string map)
    {
        var gather = new Instruction(KernelOp.Gather, Index: _columns[column], Map: _maps[map]);

        // What was read before the column was written by map is another value than what is read now.
        var key = gather with { Bits = _scatters.GetValueOrDefault(gather.Index) };
        if (!_known.TryGetValue(key, out var place))
        {
            place = Append(gather);
            _known.Add(key, place);
        }

        return ValueAt(place);
    }

    /// <summary>The element of the column <paramref name="table"/> at <paramref name="index"/>. The kernel must not write the column.</summary>
    public KernelValue Lookup(string table, KernelValue index)
    {
        Expect(index, KernelType.F64, KernelOp.Lookup);
        return Pure(new Instruction(KernelOp.Lookup, index.Place, Index: _columns[table]));
    }

    /// <summary>An operation on values: arithmetic, elementary functions, comparisons, masks.</summary>
    /// <exception cref="ArgumentException">Wrong number or types of operands, or an operation that needs a name or an ordinal.</exception>
    public KernelValue Call(KernelOp op, params ReadOnlySpan<KernelValue> operands)
    {
        var info = KernelOpInfo.Of(op);
        if (info.IsStatement || info.Names != KernelNames.None || op == KernelOp.Constant)
            throw new ArgumentException($"{op} has a method of its own.", nameof(op));
        if (operands.Length != info.Operands.Length)
            throw new ArgumentException($"{op} takes {info.Operands.Length} operands, not {operands.Length}.", nameof(operands));
        for (var k = 0; k < operands.Length; k++)
            Expect(operands[k], info.Operands[k], op);
        return Simplified(new Instruction(
            op,
            operands.Length > 0 ? operands[0].Place : -1,
            operands.Length > 1 ? operands[1].Place : -1,
            operands.Length > 2 ? operands[2].Place : -1));
    }

    /// <summary>A draw from [0, 1). Equal ordinals of one kernel give the same draw; draws of different distributions with one ordinal
    /// are not independent. Ordinals go to <see cref="KernelVerifier.LastOrdinal"/>.</summary>
    public KernelValue Uniform(int ordinal) => Draw(KernelOp.Uniform, ordinal);

    /// <summary>A draw from the standard normal distribution. Equal ordinals of one kernel give the same draw.</summary>
    public KernelValue Normal(int ordinal) => Draw(KernelOp.Normal, ordinal);

    /// <summary>A draw from the exponential distribution with mean 1. Equal ordinals of one kernel give the same draw.</summary>
    public KernelValue Exponential(int ordinal) => Draw(KernelOp.Exponential, ordinal);

    /// <summary>A draw from the Poisson distribution with mean <paramref name="lambda"/>, as a number.</summary>
    public KernelValue Poisson(int ordinal, KernelValue lambda)
    {
        Expect(lambda, KernelType.F64, KernelOp.Poisson);
        CheckOrdinal(ordinal);
        return Pure(new Instruction(KernelOp.Poisson, lambda.Place, Index: ordinal));
    }

    /// <summary>Writes <paramref name="value"/> into this instance's element of <paramref name="column"/>.</summary>
    public void Store(string column, KernelValue value)
    {
        Expect(value, KernelType.F64, KernelOp.Store);
        var index = _columns[column];
        if (_columnValues.TryGetValue(index, out var held) && held == value.Place)
            return;
        if (_pendingStores.TryGetValue(index, out var earlier))
            _dead.Add(earlier);
        _pendingStores[index] = Append(new Instruction(KernelOp.Store, value.Place, Index: index));
        _columnValues[index] = value.Place;
    }

    /// <summary>Adds <paramref name="value"/> to the element of <paramref name="column"/> that <paramref name="map"/> names, in the order of the
    /// instances and, within one instance, of the calls. The kernel must not load or store the column.</summary>
    public void ScatterAdd(string column, string map, KernelValue value) => Scatter(KernelOp.ScatterAdd, column, map, value);

    /// <summary>Multiplies the element of <paramref name="column"/> that <paramref name="map"/> names by <paramref name="value"/>, in the order of the
    /// instances and, within one instance, of the calls. The kernel must not load or store the column, nor add to it.</summary>
    public void ScatterMultiply(string column, string map, KernelValue value) => Scatter(KernelOp.ScatterMultiply, column, map, value);

    /// <summary>Writes <paramref name="value"/> to the element of <paramref name="column"/> that <paramref name="map"/> names, in the order of the
    /// instances and, within one instance, of the calls. The kernel must not load or store the column.</summary>
    public void Scatter(string column, string map, KernelValue value) => Scatter(KernelOp.Scatter, column, map, value);

    /// <summary>Sets this instance's bit of flag array <paramref name="slot"/> where <paramref name="mask"/> is true and clears it elsewhere.</summary>
    public void Flag(string slot, KernelValue mask)
    {
        Expect(mask, KernelType.Mask, KernelOp.Flag);
        Append(new Instruction(KernelOp.Flag, mask.Place, Index: _flags[slot]));
    }

    /// <summary>Whether this instance's bit of flag array <paramref name="slot"/> is set, where the bits are kept equal to whether <paramref name="column"/> is not 0:
    /// from now on they are read for that, which is an eighth of a byte for each instance instead of eight. The kernel must not write them.</summary>
    public KernelValue Flagged(string slot, string column)
    {
        var place = Append(new Instruction(KernelOp.Flagged, Index: _flags[slot]));
        _known[Key(new Instruction(KernelOp.NotEqual, Load(column).Place, Constant(0.0).Place))] = place;
        return ValueAt(place);
    }

    /// <summary>Lets the scheme bound under <paramref name="scheme"/> advance this instance. What it reads must have been stored before; loads of
    /// the columns that it writes give the new values after this call.</summary>
    public void Scheme(string scheme, IEnumerable<string> reads, IEnumerable<string> writes)
    {
        var call = new KernelScheme(scheme, [.. reads.Select(column => _columns[column])], [.. writes.Select(column => _columns[column])]);
        _schemes.Add(call);
        Append(new Instruction(KernelOp.Scheme, Index: _schemes.Count - 1));
        foreach (var column in call.Reads.Concat(call.Writes))
            _pendingStores.Remove(column);
        foreach (var column in call.Writes)
            _columnValues.Remove(column);
    }

    /// <summary>The kernel, without values that no statement needs. The builder can go on afterwards.</summary>
    /// <exception cref="InvalidOperationException">The kernel breaks a rule of <see cref="KernelVerifier"/>, such as reading a column by map
    /// that it also writes.</exception>
    public Kernel Build()
    {
        var compaction = new KernelCompaction(_columns.Names, _maps.Names, _scalars.Names, _flags.Names, _schemes);
        var kernel = compaction.Run(name, _instructions, _dead);
        var problems = KernelVerifier.Verify(kernel);
        return problems.IsEmpty ? kernel : throw new InvalidOperationException($"Kernel {name}: {string.Join("; ", problems)}");
    }

    internal double? KnownNumber(KernelValue value)
    {
        var instruction = _instructions[value.Place];
        return instruction.Op == KernelOp.Constant ? instruction.Number : null;
    }

    private void Scatter(KernelOp op, string column, string map, KernelValue value)
    {
        Expect(value, KernelType.F64, op);
        var index = _columns[column];
        Append(new Instruction(op, value.Place, Index: index, Map: _maps[map]));
        _scatters[index] = _scatters.GetValueOrDefault(index) + 1;
    }

    private KernelValue Draw(KernelOp op, int ordinal)
    {
        CheckOrdinal(ordinal);
        return Pure(new Instruction(op, Index: ordinal));
    }

    private static void CheckOrdinal(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, KernelVerifier.LastOrdinal);
    }

    private KernelValue Simplified(Instruction instruction)
    {
        for (var rounds = 0; rounds < 8; rounds++)
        {
            var simpler = KernelIdentities.Apply(instruction, place => _instructions[place]);
            if (simpler is null)
                break;
            if (simpler.Value.Same is { } place)
                return ValueAt(place);
            instruction = simpler.Value.Instruction!;
            if (simpler.Value.Operand is { } operand)
                instruction = instruction with { B = Pure(operand).Place };
        }

        if (instruction.Op == KernelOp.Divide && _instructions[instruction.B] is { Op: KernelOp.Constant, Number: var number } && ConstantDivisor.Of(number) is { } divisor)
        {
            var rest = Pure(new Instruction(KernelOp.Multiply, instruction.A, Constant(divisor.Low).Place));
            instruction = new Instruction(KernelOp.FusedMultiplyAdd, instruction.A, Constant(divisor.High).Place, rest.Place);
        }

        return Pure(instruction);
    }

    private KernelValue Pure(Instruction instruction)
    {
        var key = Key(instruction);
        if (!_known.TryGetValue(key, out var place))
        {
            place = Append(instruction);
            _known.Add(key, place);
        }

        return ValueAt(place);
    }

    private static Instruction Key(Instruction instruction) =>
        IsCommutative(instruction.Op) && instruction.A > instruction.B ? instruction with { A = instruction.B, B = instruction.A } : instruction;

    private static bool IsCommutative(KernelOp op) => op is KernelOp.Add or KernelOp.Multiply or KernelOp.Min or KernelOp.Max
        or KernelOp.Equal or KernelOp.NotEqual or KernelOp.And or KernelOp.Or;

    private int Append(Instruction instruction)
    {
        _instructions.Add(instruction);
        return _instructions.Count - 1;
    }

    private KernelValue ValueAt(int place) => new(this, place, _instructions[place].Info.Result!.Value);

    private void Expect(KernelValue value, KernelType type, KernelOp op)
    {
        if (value.Builder != this)
            throw new ArgumentException($"{op}: the value belongs to another builder.");
        if (value.Type != type)
            throw new ArgumentException($"{op}: {value} is a {value.Type}, and a {type} is wanted.");
    }

    private sealed class NameTable
    {
        private readonly Dictionary<string, int> _indices = [];

        public List<string> Names { get; } = [];

        public int this[string name]
        {
            get
            {
                if (!_indices.TryGetValue(name, out var index))
                {
                    index = Names.Count;
                    _indices.Add(name, index);
                    Names.Add(name);
                }

                return index;
            }
        }
    }
}
