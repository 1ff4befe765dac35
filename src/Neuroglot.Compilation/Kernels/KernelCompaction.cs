using System.Collections.Immutable;

namespace Neuroglot.Compilation.Kernels;

/// <summary>Leaves out the instructions that no statement needs and the names that none uses any more; numbers the rest anew, the names in order of
/// first use. <c>%0 = load v; %1 = load w; store v %1</c> becomes <c>%0 = load w; store v %0</c>.</summary>
internal sealed class KernelCompaction(
    IReadOnlyList<string> columns, IReadOnlyList<string> maps, IReadOnlyList<string> scalars, IReadOnlyList<string> flags,
    IReadOnlyList<KernelScheme> schemes)
{
    private readonly Renumbering _columns = new(columns);
    private readonly Renumbering _maps = new(maps);
    private readonly Renumbering _scalars = new(scalars);
    private readonly Renumbering _flags = new(flags);
    private readonly ImmutableArray<KernelScheme>.Builder _schemes = ImmutableArray.CreateBuilder<KernelScheme>();

    internal Kernel Run(string name, IReadOnlyList<Instruction> instructions, IReadOnlySet<int> dead)
    {
        var needed = new bool[instructions.Count];
        for (var place = instructions.Count - 1; place >= 0; place--)
        {
            var instruction = instructions[place];
            if (dead.Contains(place) || !(needed[place] || instruction.Info.IsStatement))
                continue;
            needed[place] = true;
            for (var k = 0; k < instruction.OperandCount; k++)
                needed[instruction.Operand(k)] = true;
        }

        var places = new int[instructions.Count];
        var kept = ImmutableArray.CreateBuilder<Instruction>();
        for (var place = 0; place < instructions.Count; place++)
        {
            if (!needed[place])
                continue;
            places[place] = kept.Count;
            kept.Add(Renamed(instructions[place].WithOperands(operand => places[operand])));
        }

        return new Kernel(name, kept.ToImmutable(), _columns.Kept, _maps.Kept, _scalars.Kept, _flags.Kept, _schemes.ToImmutable());
    }

    private Instruction Renamed(Instruction instruction)
    {
        var names = instruction.Info.Names;
        if (names.HasFlag(KernelNames.Column))
            instruction = instruction with { Index = _columns[instruction.Index] };
        if (names.HasFlag(KernelNames.Map))
            instruction = instruction with { Map = _maps[instruction.Map] };
        if (names.HasFlag(KernelNames.Scalar))
            instruction = instruction with { Index = _scalars[instruction.Index] };
        if (names.HasFlag(KernelNames.Flag))
            instruction = instruction with { Index = _flags[instruction.Index] };
        if (names.HasFlag(KernelNames.Scheme))
        {
            var call = schemes[instruction.Index];
            _schemes.Add(new KernelScheme(call.Name, [.. call.Reads.Select(c => _columns[c])], [.. call.Writes.Select(c => _columns[c])]));
            instruction = instruction with { Index = _schemes.Count - 1 };
        }

        return instruction;
    }

    private sealed class Renumbering(IReadOnlyList<string> names)
    {
        private readonly Dictionary<int, int> _places = [];
        private readonly ImmutableArray<string>.Builder _kept = ImmutableArray.CreateBuilder<string>();

        public ImmutableArray<string> Kept => _kept.ToImmutable();

        public int this[int index]
        {
            get
            {
                if (!_places.TryGetValue(index, out var place))
                {
                    place = _kept.Count;
                    _places.Add(index, place);
                    _kept.Add(names[index]);
                }

                return place;
            }
        }
    }
}
