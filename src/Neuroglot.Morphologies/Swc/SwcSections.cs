using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Morphologies.Swc;

/// <summary>
/// Points to sections, by the rules of Brian: what follows without branch and change of type is one section, each of its points ends a compartment, and it begins at the point that
/// it follows, with that one's diameter unless it is of the soma.
/// </summary>
internal sealed class SwcSections(SwcTree tree, bool sphericalSoma, string path, DiagnosticBag diagnostics)
{
    // Files give three digits of a micrometre at most; a point of a sphere is off its surface by no more than this, as in Brian.
    private const double Rounding = 0.01;

    private readonly Dictionary<int, Morphology> ends = [];
    private int withoutRadius;
    private int withoutRadiusLine;
    private int doubled;
    private int doubledLine;

    public Morphology Of(int root)
    {
        Morphology? result = null;
        var waiting = new Stack<int>([root]);
        while (waiting.TryPop(out var first))
        {
            var run = Run(first, out var children);
            var section = Section(run, children);
            ends[run[^1]] = section;
            if (tree.Parents[first] >= 0)
                ends[tree.Parents[first]].AddAs(section.Type ?? Number(ends[tree.Parents[first]]), section);
            else
                result = section;
            foreach (var child in Enumerable.Reverse(children))
                waiting.Push(child);
        }

        // Brian's other names: L and R of two, numbers of more.
        foreach (var section in result!.Sections())
        {
            for (var index = 0; index < section.Children.Count && section.Children.Count <= 2; index++)
                section.AddName("LR"[index].ToString(), section.Children[index]);
        }

        if (withoutRadius > 0)
            diagnostics.Warning("NG8159", $"{withoutRadius} points have the radius 0, the first of them in line {withoutRadiusLine}.", At(withoutRadiusLine), "give them one, before such a neuron is simulated");
        if (doubled > 0)
        {
            diagnostics.Warning(
                "NG8163", $"{doubled} points lie where the point lies that they follow, the first of them in line {doubledLine}; these compartments have no length.", At(doubledLine),
                "remove them, before such a neuron is simulated");
        }

        return result;
    }

    private static string Number(Morphology parent) => $"{parent.Children.Count + 1}";

    // The points of a section from its first on, and the points that follow its last.
    private List<int> Run(int first, out List<int> children)
    {
        List<int> run = [first];
        while (tree.HasOneChild(run[^1]) && tree.Points[tree.FirstChild[run[^1]]].Type == tree.Points[first].Type)
            run.Add(tree.FirstChild[run[^1]]);
        children = [.. tree.Children(run[^1])];
        if (run.Count == 1 && IsThreePointSoma(first, children))
            children.RemoveAll(child => tree.Points[child].Type == SwcPoint.Soma);
        return run;
    }

    // The form in which archives state a sphere: its centre, and two points above and below, one radius away.
    private bool IsThreePointSoma(int first, List<int> children)
    {
        var center = tree.Points[first];
        if (!sphericalSoma || center.Type != SwcPoint.Soma)
            return false;
        SwcPoint[] sides = [.. children.Where(child => tree.Points[child].Type == SwcPoint.Soma && tree.FirstChild[child] < 0).Select(child => tree.Points[child])];
        if (sides.Length != 2 || children.Count(child => tree.Points[child].Type == SwcPoint.Soma) != 2)
            return false;
        if (Array.TrueForAll(sides, side => Math.Abs(side.Radius - center.Radius) <= Rounding && Math.Abs((side.Place - center.Place).Length * 1e6 - center.Radius) <= Rounding))
            return true;
        diagnostics.Warning(
            "NG8160", $"The three points of the soma at point {center.Index} are no sphere: they differ in radius, or two are not one radius away from the first. They stay two cylinders.",
            At(center.Line), "correct the points, or read the file without spherical soma");
        return false;
    }

    private Morphology Section(List<int> run, List<int> children)
    {
        var points = run.ConvertAll(index => tree.Points[index]);
        Note(points);
        var isRoot = tree.Parents[run[0]] < 0;
        if (points.Count == 1 && (isRoot || points[0].Type == SwcPoint.Soma) && (isRoot || sphericalSoma))
        {
            if (points[0].Type != SwcPoint.Soma || !sphericalSoma)
            {
                diagnostics.Warning(
                    "NG8161", $"The root, point {points[0].Index}, branches at once{(children.Count == 0 ? " into nothing" : string.Empty)}; a single point can only be a sphere.",
                    At(points[0].Line), "add a point to the root, or make it a soma");
            }

            return new Soma(points[0].Diameter, isRoot ? points[0].Place : points[0].Place - tree.Points[tree.Parents[run[0]]].Place, points[0].TypeName);
        }

        SwcPoint start;
        if (isRoot)
            start = points[0];
        else if (tree.Points[tree.Parents[run[0]]] is { Type: not SwcPoint.Soma } parent)
            start = parent;
        else
            start = tree.Points[tree.Parents[run[0]]] with { Radius = points[0].Radius };
        var origin = isRoot ? default : start.Place;
        SwcPoint[] all = isRoot ? [.. points] : [start, .. points];
        var places = Array.ConvertAll(all, point => point.Place - origin);
        var lengths = Lengths.Between(places);
        foreach (var place in Enumerable.Range(0, lengths.Length).Where(place => lengths[place] == 0))
            (doubled, doubledLine) = (doubled + 1, doubled == 0 ? all[place + 1].Line : doubledLine);
        return new Section(Array.ConvertAll(all, static point => point.Diameter), lengths, places, points[0].TypeName);
    }

    private void Note(List<SwcPoint> points)
    {
        foreach (var point in points.Where(static point => point.Radius == 0))
            (withoutRadius, withoutRadiusLine) = (withoutRadius + 1, withoutRadius == 0 ? point.Line : withoutRadiusLine);
    }

    private SourceSpan At(int line) => new(path, line, 1);
}
