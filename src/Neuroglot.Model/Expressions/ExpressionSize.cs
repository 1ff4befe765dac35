namespace Neuroglot.Model.Expressions;

/// <summary>
/// How large a tree is, computed once per shared object: a short chain of definitions can stand for a tree of astronomical size.
/// </summary>
internal static class ExpressionSize
{
    /// <summary>The number of nodes, or <paramref name="limit"/> + 1 where it is greater.</summary>
    public static int Count(Expression expression, int limit) => (int)Measure(expression, limit).Size;

    /// <summary>Whether the tree has at most <paramref name="maxSize"/> nodes and <paramref name="maxDepth"/> levels.</summary>
    public static bool Fits(Expression expression, int maxSize, int maxDepth)
    {
        var (size, depth) = Measure(expression, maxSize);
        return size <= maxSize && depth <= maxDepth;
    }

    // With a stack of its own, since the depth is what is in question.
    private static (long Size, int Depth) Measure(Expression root, int limit)
    {
        var known = new Dictionary<Expression, (long Size, int Depth)>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Expression>([root]);
        while (pending.TryPeek(out var node))
        {
            var ready = true;
            var size = 1L;
            var depth = 0;
            foreach (var child in node.Children())
            {
                if (known.TryGetValue(child, out var measure))
                {
                    size += measure.Size;
                    depth = Math.Max(depth, measure.Depth);
                }
                else
                {
                    pending.Push(child);
                    ready = false;
                }
            }

            if (!ready)
                continue;
            pending.Pop();
            known[node] = (Math.Min(size, limit + 1L), depth + 1);
        }

        return known[root];
    }
}
