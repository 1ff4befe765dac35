using Neuroglot.Lems.Syntax;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>Segment groups (NG1320) and measures along them (NG1321) that biophysical properties name exist in the cell's morphology. The group <c>all</c> always does.</summary>
internal sealed class GroupsInBiophysics : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var cell in model.Components)
        {
            if (cell.Morphology() is not { } morphology)
                continue;
            var groups = morphology.Children("segmentGroups");
            var ids = groups.Ids();
            ids.Add("all");
            foreach (var part in cell.AllChildren.Where(child => child != morphology).SelectMany(child => child.Everything()))
            {
                if (part.Text("segmentGroup") is { } group && !ids.Contains(group))
                    diagnostics.Error("NG1320", $"{Called(part)} of {cell.Called()} is for the segment group “{group}”, which the cell does not have.", part.SpanOf("segmentGroup"), NearNames.Hint(group, ids));
                if (part.Text("inhomogeneousParameter") is { } measure)
                    CheckMeasure(cell, part, measure, diagnostics);
            }

            void CheckMeasure(LemsComponent owner, LemsComponent value, string measure, DiagnosticBag bag)
            {
                var group = value.Parent?.Text("segmentGroup") is { } id ? groups.FirstOrDefault(one => one.Id == id) : null;
                var known = (group is null ? (IEnumerable<LemsComponent>)groups : [group]).SelectMany(one => one.Children("inhomogeneousParameter")).Ids();
                if (!known.Contains(measure))
                {
                    var place = group is null ? owner.Called() : $"the segment group “{group.Id}”";
                    bag.Error("NG1321", $"The formula reads “{measure}”, but {place} has no inhomogeneousParameter of that id.", value.SpanOf("inhomogeneousParameter"), NearNames.Hint(measure, known));
                }
            }
        }
    }

    private static string Called(LemsComponent part) => part.Id is null && part.Parent is { Id: not null } parent ? Wording.Sentence($"{Wording.One(part.Type.Name)} of {parent.Called()}") : Wording.Sentence(part.Called());
}
