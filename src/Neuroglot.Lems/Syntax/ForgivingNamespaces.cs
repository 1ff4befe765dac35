using System.Xml;

namespace Neuroglot.Lems.Syntax;

/// <summary>
/// Takes an undeclared prefix for its own namespace. LEMS looks at prefixes only to flatten them, and files in use leave
/// declarations out.
/// </summary>
internal sealed class ForgivingNamespaces(XmlNameTable names) : XmlNamespaceManager(names)
{
    /// <inheritdoc/>
    public override string? LookupNamespace(string prefix) => base.LookupNamespace(prefix) ?? "prefix:" + prefix;
}
