using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.SpineML.Syntax;
using Neuroglot.SpineML.Validation;
using FixedValue = Neuroglot.SpineML.Syntax.FixedValue;

namespace Neuroglot.SpineML.Layouts;

/// <summary>Computes where the instances of a set lie.</summary>
public static class LayoutPositions
{
    /// <summary>The parameter that every layout gets from the network by itself.</summary>
    private const string Count = "numNeurons";

    /// <summary>How often a place is drawn anew before one that is too near to another is accepted.</summary>
    private const int MostTries = 100;

    private static readonly Dictionary<string, FunctionDefinition> NoFunctions = [];

    /// <summary>The places of <paramref name="count"/> instances; null, with an error, where an expression has no meaning.</summary>
    /// <param name="definition">How places come about.</param>
    /// <param name="layout">What the network says about it.</param>
    /// <param name="count">How many instances.</param>
    /// <param name="draw">A number from 0 to 1, drawn anew in each call; from a generator that the seed of the layout has set.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ImmutableArray<Position>? Compute(LayoutClass definition, Layout layout, int count, Func<double> draw, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(layout);
        if (Program(definition, diagnostics) is not { } program)
            return null;
        var values = definition.Parameters.ToDictionary(static one => one.Name, one => ValueOf(layout, one.Name), StringComparer.Ordinal);
        values[Count] = count;
        foreach (var name in definition.StateVariables.Select(static one => one.Name).Concat(["x", "y", "z"]))
            values[name] = 0;
        var places = ImmutableArray.CreateBuilder<Position>();
        var space = layout.MinimumDistance is > 0 and var least ? new Crowd(least) : null;
        for (var i = 0; i < count; i++)
        {
            var place = Next();
            for (var tries = 1; space is not null && tries < MostTries && space.HasNear(place); tries++)
                place = Next();
            space?.Add(place);
            places.Add(place);
        }

        return places.ToImmutable();

        Position Next()
        {
            foreach (var (variable, value) in program)
                values[variable] = Evaluator.Evaluate(value, name => values[name], (_, _) => draw());
            return new Position(values["x"], values["y"], values["z"]);
        }
    }

    /// <summary>Reports what has no meaning in <paramref name="definition"/>.</summary>
    internal static void Check(LayoutClass definition, DiagnosticBag diagnostics) => Program(definition, diagnostics);

    private static double ValueOf(Layout layout, string parameter) =>
        layout.Properties.FirstOrDefault(property => property.Name == parameter)?.Value is FixedValue value ? value.Value : 0;

    // The assignments in their order, aliases put in; null after an error.
    private static List<(string Variable, Expression Value)>? Program(LayoutClass definition, DiagnosticBag diagnostics)
    {
        var known = definition.Parameters.Select(static one => one.Name).Concat(definition.StateVariables.Select(static one => one.Name)).Concat(definition.Aliases.Select(static one => one.Name))
            .Concat([Count, "x", "y", "z"]).ToHashSet(StringComparer.Ordinal);
        var found = new DiagnosticBag();
        var aliases = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var alias in definition.Aliases)
        {
            if (Parse(alias.Value, $"the alias `{alias.Name}`") is { } value)
                aliases[alias.Name] = value;
        }

        var program = new List<(string, Expression)>();
        foreach (var transform in definition.Transforms.OrderBy(static one => one.Order))
        {
            if (!known.Contains(transform.Variable))
                found.Error(ModelCodes.NoStateVariable, $"There is no state variable `{transform.Variable}` in the layout {definition.Name}.", transform.Span, NearNames.Hint(transform.Variable, known));
            if (Parse(transform.Value, $"the transform of `{transform.Variable}`") is { } value && Inlining.Apply(value, aliases, NoFunctions, transform.Span, found) is { } whole)
                program.Add((transform.Variable, Integers.AsReal(whole)));
        }

        diagnostics.AddRange(found);
        return found.HasErrors ? null : program;

        Expression? Parse(MathInline math, string place)
        {
            var expression = math.Parse(known.Contains, found);
            foreach (var name in expression is null ? [] : FreeNames.Of(expression))
            {
                if (!known.Contains(name))
                    found.Error(ModelCodes.UnknownName, $"`{name}` is not defined, in {place} of the layout {definition.Name}.", math.Span, NearNames.Hint(name, known));
            }

            if (expression?.Any(static node => node is Call { Function: "normal" or "exponential" or "poisson" }) == true)
                found.Error(ModelCodes.UnknownName, $"Layouts draw numbers by rand() only, in {place} of {definition.Name}.", math.Span);
            return expression;
        }
    }

    // Places by cubes as wide as the least distance, so that only those in the neighbourhood are looked at.
    private sealed class Crowd(double least)
    {
        private readonly Dictionary<(double X, double Y, double Z), List<Position>> cubes = [];

        public void Add(Position place)
        {
            var cube = CubeOf(place);
            if (!cubes.TryGetValue(cube, out var inside))
                cubes.Add(cube, inside = []);
            inside.Add(place);
        }

        public bool HasNear(Position place)
        {
            var (x, y, z) = CubeOf(place);
            for (var i = -1; i <= 1; i++)
            {
                for (var j = -1; j <= 1; j++)
                {
                    for (var k = -1; k <= 1; k++)
                    {
                        if (cubes.TryGetValue((x + i, y + j, z + k), out var inside) && inside.Exists(other => IsNear(other, place)))
                            return true;
                    }
                }
            }

            return false;
        }

        private (double X, double Y, double Z) CubeOf(Position place) => (Math.Floor(place.X / least), Math.Floor(place.Y / least), Math.Floor(place.Z / least));

        private bool IsNear(Position one, Position other)
        {
            var (x, y, z) = (one.X - other.X, one.Y - other.Y, one.Z - other.Z);
            return (x * x) + (y * y) + (z * z) < least * least;
        }
    }
}
