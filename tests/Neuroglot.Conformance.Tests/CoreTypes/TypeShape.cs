using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Conformance.Tests.CoreTypes;

/// <summary>
/// Everything that a component type says apart from its equations, descriptions and places: one line for each part, in the order of the
/// file. The equations are listed beside it, in the order of their marks in the lines.
/// </summary>
internal sealed class TypeShape
{
    private static readonly string[] NotCompared = ["Description", "EqualityContract", "IsBuiltIn"];

    private readonly List<string> lines = [];
    private readonly List<Equation> equations = [];

    private TypeShape(ComponentType type) => Add(type, string.Empty);

    public IReadOnlyList<string> Lines => lines;

    public IReadOnlyList<Equation> Equations => equations;

    public static TypeShape Of(ComponentType type) => new(type);

    /// <summary>
    /// Reads the records through reflection, so that a part which the reader learns to read one day is compared without a change here.
    /// </summary>
    private void Add(LemsNode node, string path)
    {
        var line = new StringBuilder(path).Append(node.GetType().Name);
        List<(string Name, IEnumerable Nodes)> nested = [];
        foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (NotCompared.Contains(property.Name) || property.PropertyType == typeof(SourceSpan))
                continue;
            switch (property.GetValue(node))
            {
                case null or false:
                    break;
                case LemsExpression expression:
                    line.Append(CultureInfo.InvariantCulture, $" {property.Name}=#{equations.Count}");
                    equations.Add(new Equation(path + line, expression.Text));
                    break;
                case LemsPath steps:
                    line.Append(CultureInfo.InvariantCulture, $" {property.Name}={steps}");
                    break;
                case Sourced text:
                    line.Append(CultureInfo.InvariantCulture, $" {property.Name}={WithoutBlanks(text.Text)}");
                    break;
                case SourceElement element:
                    line.Append(CultureInfo.InvariantCulture, $" {property.Name}={element.Name}");
                    break;
                case LemsNode child:
                    nested.Add((property.Name, new[] { child }));
                    break;
                case string text:
                    line.Append(CultureInfo.InvariantCulture, $" {property.Name}={text}");
                    break;
                case IEnumerable children:
                    nested.Add((property.Name, children));
                    break;
                case var value:
                    line.Append(CultureInfo.InvariantCulture, $" {property.Name}={value}");
                    break;
            }
        }

        lines.Add(line.ToString());
        foreach (var (name, children) in nested)
        {
            foreach (var child in children)
            {
                if (child is LemsNode part)
                    Add(part, "  " + path);
                else
                    lines.Add($"  {path}{name}: {child}");
            }
        }
    }

    private static string WithoutBlanks(string quantity) => quantity.Replace(" ", string.Empty, StringComparison.Ordinal);
}

/// <summary>An equation or condition of a component type.</summary>
/// <param name="Place">The line of its <see cref="TypeShape"/>, for messages.</param>
/// <param name="Text">The equation as written.</param>
internal sealed record Equation(string Place, string Text);
