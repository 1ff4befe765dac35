using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>Something that every right NeuroML 2 model keeps to, beyond what its types say. Must cope with models in which other things are wrong.</summary>
internal interface IValidationRule
{
    /// <summary>Reports each place of <paramref name="model"/> that breaks the rule.</summary>
    void Check(LemsModel model, DiagnosticBag diagnostics);
}
