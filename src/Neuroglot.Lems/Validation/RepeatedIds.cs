using Neuroglot.Lems.Syntax;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>
/// Ids are used once: among everything that stands directly in a network (NG1301), and among the members of any other list (NG1302, a warning). At the
/// top level the reader finds repetitions (NG1030); those of segments and of their groups are errors of the morphology (NG1303, NG1309).
/// </summary>
internal sealed class RepeatedIds : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var component in model.Everything())
        {
            if (component.AllChildren.Count < 2 || component.IsA("morphology"))
                continue;
            var isNetwork = component.IsA("network");
            var seen = new Dictionary<(string? Place, string Id), LemsComponent>();
            foreach (var child in component.AllChildren)
            {
                // The same ion may be stated once for each group of segments.
                if (child.Id is not { } id || child.Text("segmentGroup") is not null || seen.TryAdd((isNetwork ? null : child.Place, id), child))
                    continue;
                var first = seen[(isNetwork ? null : child.Place, id)];
                var message = $"The id “{id}” is used twice in {component.Called()}, by {Wording.One(first.Type.Name)} at {first.Span} and by this {child.Type.Name}.";
                if (isNetwork)
                    diagnostics.Error("NG1301", message, child.SpanOf("id"), "Give each population, projection and input of a network its own id.");
                else
                    diagnostics.Warning("NG1302", message, child.SpanOf("id"), "Paths and messages that name the id mean the first.");
            }
        }
    }
}
