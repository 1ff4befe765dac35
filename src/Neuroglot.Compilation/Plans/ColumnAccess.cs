using System.Collections.Immutable;

namespace Neuroglot.Compilation.Plans;

/// <summary>A column that a task reads or writes.</summary>
/// <param name="Set">Index of the set that owns the column.</param>
/// <param name="Column">Name of the column there.</param>
/// <param name="IsWritten">Whether the task writes it.</param>
public sealed record ColumnAccess(int Set, string Column, bool IsWritten)
{
    /// <summary>The columns that <paramref name="task"/> uses; what the host does is not known, unless it says so.</summary>
    /// <param name="task">The task.</param>
    /// <param name="sets">Plans of all sets.</param>
    public static IEnumerable<ColumnAccess> Of(PhaseTask task, ImmutableArray<SetPlan> sets)
    {
        ImmutableArray<string> recorded = task switch
        {
            SamplingTask sampling => sampling.Columns,
            EventSamplingTask sampling => sampling.Columns,
            _ => [],
        };
        foreach (var column in recorded)
            yield return Named(task.Set, column, sets, isWritten: false);
        if (task is SummationTask sum)
            yield return new ColumnAccess(sum.Target, sum.Column, true);
        foreach (var (set, variable) in task is HostTask { Variables.IsDefault: false } host ? host.Variables : [])
            yield return new ColumnAccess(set, variable, true);
        if (task is ChangeTask change)
            yield return new ColumnAccess(change.Set, change.Column, true);
        if (task is CableTask { Columns: var cable })
        {
            foreach (var column in (string[])[cable.Rate, cable.Leaving, cable.Entering, cable.Resistivity])
                yield return new ColumnAccess(task.Set, column, false);
            foreach (var column in (string?[])[cable.Potential, cable.Charging])
            {
                if (column is not null)
                    yield return new ColumnAccess(task.Set, column, true);
            }
        }

        if (task.Kernel is not { } kernel)
            yield break;
        var written = kernel.WrittenColumns();
        for (var column = 0; column < kernel.Columns.Length; column++)
            yield return Named(task.Set, kernel.Columns[column], sets, written.Contains(column));
    }

    /// <summary>The column that kernels of set <paramref name="set"/> call <paramref name="name"/>.</summary>
    public static ColumnAccess Named(int set, string name, ImmutableArray<SetPlan> sets, bool isWritten) =>
        sets[set].Bindings.FirstOrDefault(binding => binding.Name == name) is { } bound
            ? new ColumnAccess(bound.Set, bound.Column, isWritten)
            : new ColumnAccess(set, name, isWritten);
}
