using System.Collections.Immutable;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>
/// The rules of NeuroML 2 that the component types cannot state: ids, trees of segments, groups, sizes, paths of connections (from NG1301 on). They
/// cover the numbered tests of the reference validator; what those test about the existence of files and of referenced components is found when reading and resolving.
/// </summary>
public static class NeuromlRules
{
    private static readonly ImmutableArray<IValidationRule> All =
    [
        new RepeatedIds(),
        new SegmentTree(),
        new SegmentGroups(),
        new GroupsInBiophysics(),
        new PopulationSizes(),
        new PopulationsOfProjections(),
        new CellPaths(),
        new SegmentsOfConnections(),
        new ReferencedTypes(),
    ];

    /// <summary>Reports every place of <paramref name="model"/> that breaks a rule. The model may be one in which resolving found errors.</summary>
    public static void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (var rule in All)
        {
            var found = new DiagnosticBag();
            rule.Check(model, found);
            if (found.Count == 0)
                continue;
            // A morphology that several cells use is visited with each of them.
            diagnostics.AddRange(found.Distinct());
        }
    }
}
