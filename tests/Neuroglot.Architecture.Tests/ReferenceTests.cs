using System.Reflection;
using Xunit;

namespace Neuroglot.Architecture.Tests;

public sealed class ReferenceTests
{
    public static TheoryData<string> Projects() => [.. House.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_files_reference_only_what_the_design_allows(string project)
    {
        Assert.True(House.MayReference.ContainsKey(project), $"{project} is not in the table of the design.");
        var references = House.Items(project, "ProjectReference").Select(static r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));
        Assert.Empty(references.Except(House.MayReference[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_files_use_only_listed_packages(string project) =>
        Assert.Empty(House.Items(project, "PackageReference").Except(House.MayUse.GetValueOrDefault(project, [])));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Compiled_assemblies_reach_only_through_open_doors(string project)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies().Select(static r => r.Name!).Where(static n => n.StartsWith("Neuroglot", StringComparison.Ordinal));
        Assert.Empty(references.Except(House.Reachable(project)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Library_code_is_in_the_namespace_of_its_project(string project)
    {
        if (project != "Neuroglot.Cli")
            Assert.All(Assembly.Load(project).GetExportedTypes(), type => Assert.StartsWith(project, type.Namespace, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_is_in_the_solution(string project) =>
        Assert.Contains($"src/{project}/{project}.csproj", File.ReadAllText(Path.Combine(House.Root, "Neuroglot.slnx")), StringComparison.Ordinal);

    [Fact]
    public void Doors_open_in_one_direction() => Assert.All(House.MayReference.Keys, static project => Assert.DoesNotContain(project, House.Reachable(project)));

    [Fact]
    public void The_command_line_exports_nothing() => Assert.Empty(Assembly.Load("Neuroglot.Cli").GetExportedTypes());
}
