using Neuroglot.Lems.Reading;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Includes;

public sealed class IncludeTests : IDisposable
{
    private readonly string top = Directory.CreateTempSubdirectory("neuroglot-includes-").FullName;

    public void Dispose() => Directory.Delete(top, recursive: true);

    [Fact]
    public void An_include_stands_for_the_content_of_the_file_at_its_place()
    {
        Write("m.xml", "<Lems><a id='1'/><Include file='sub/b.nml'/><a id='4'/></Lems>");
        Write("sub/b.nml", "<neuroml id='x'><a id='2'/><include href='c.nml'/></neuroml>");
        Write("sub/c.nml", "<neuroml><a id='3'/></neuroml>");
        var read = Read("m.xml");
        Assert.Empty(read.Diagnostics);
        Assert.Equal(["1", "2", "3", "4"], read.Document!.Components.Select(one => one.Id));
        Assert.Equal(["m.xml", "b.nml", "c.nml"], read.Document.Files.Select(one => Path.GetFileName(one.Name)));
        Assert.Equal(At("sub/c.nml"), read.Document.Components[2].Span.File);
    }

    [Fact]
    public void Each_file_counts_once_and_circles_end()
    {
        Write("m.xml", "<Lems><Include file='b.xml'/><Include file='./sub/../b.xml'/><Include file='m.xml'/></Lems>");
        Write("b.xml", "<Lems><Include file='m.xml'/><a id='1'/><Include file='b.xml'/></Lems>");
        Directory.CreateDirectory(At("sub"));
        var read = Read("m.xml");
        Assert.Empty(read.Diagnostics);
        Assert.Single(read.Document!.Components);
    }

    [Fact]
    public void A_missing_file_is_reported_at_the_include_with_the_places_and_a_likely_name()
    {
        Write("m.xml", "<Lems>\n  <Include file='chanels.nml'/></Lems>");
        Write("channels.nml", "<neuroml/>");
        var error = Assert.Single(Read("m.xml").Diagnostics);
        Assert.Equal("NG1011", error.Code);
        Assert.Equal(new SourceSpan(At("m.xml"), 2, 4), error.Span);
        Assert.Contains(top, error.Message, StringComparison.Ordinal);
        Assert.Equal("did you mean `channels.nml`?", error.Hint);
    }

    [Fact]
    public void Positions_of_faults_in_included_files_are_theirs()
    {
        Write("m.xml", "<Lems><Include file='b.xml'/></Lems>");
        Write("b.xml", "<Lems>\n\n   <ComponentType name='T'>\n      <Paramter name='p'/></ComponentType></Lems>");
        var warning = Assert.Single(Read("m.xml").Diagnostics);
        Assert.Equal(new SourceSpan(At("b.xml"), 4, 8), warning.Span);
        Assert.Equal("did you mean `Parameter`?", warning.Hint);
    }

    [Fact]
    public void A_malformed_included_file_leaves_the_rest_readable()
    {
        Write("m.xml", "<Lems><Include file='b.xml'/><a id='1'/></Lems>");
        Write("b.xml", "<Lems>\n<a></Lems>");
        var read = Read("m.xml");
        Assert.Equal(new SourceSpan(At("b.xml"), 2, 6), Assert.Single(read.Diagnostics).Span);
        Assert.Single(read.Document!.Components);
    }

    [Fact]
    public void Files_two_levels_up_belong_to_the_model_and_others_do_not()
    {
        Write("a/b/c/m.xml", "<Lems><Include file='../../x.xml'/>\n<Include file='../../../y.xml'/></Lems>");
        Write("a/x.xml", "<Lems><a id='1'/></Lems>");
        Write("y.xml", "<Lems><a id='2'/></Lems>");
        var read = Read("a/b/c/m.xml");
        var error = Assert.Single(read.Diagnostics);
        Assert.Equal("NG1012", error.Code);
        Assert.Equal(2, error.Span.Line);
        Assert.Contains("-I " + top, error.Hint, StringComparison.Ordinal);
        Assert.Single(read.Document!.Components);

        var allowed = LemsReader.Read(At("a/b/c/m.xml"), new LemsReaderOptions { IncludeFolders = [top] });
        Assert.Empty(allowed.Diagnostics);
        Assert.Equal(2, allowed.Document!.Components.Length);
    }

    [Fact]
    public void A_project_folder_is_one_tree()
    {
        Directory.CreateDirectory(At("project/.git"));
        Write("project/a/b/c/d/m.xml", "<Lems><Include file='../../../../shared/x.xml'/><Include file='../../../../../y.xml'/></Lems>");
        Write("project/shared/x.xml", "<Lems><a id='1'/></Lems>");
        Write("y.xml", "<Lems/>");
        var read = Read("project/a/b/c/d/m.xml");
        Assert.Equal("NG1012", Assert.Single(read.Diagnostics).Code);
        Assert.Single(read.Document!.Components);
    }

    [Fact]
    public void A_link_does_not_lead_out_of_the_tree()
    {
        if (OperatingSystem.IsWindows())
            return;
        Write("a/b/c/m.xml", "<Lems><Include file='l.xml'/><Include file='folder/x.xml'/></Lems>");
        Write("outside/x.xml", "<Lems/>");
        File.CreateSymbolicLink(At("a/b/c/l.xml"), At("outside/x.xml"));
        Directory.CreateSymbolicLink(At("a/b/c/folder"), At("outside"));
        Assert.All(Read("a/b/c/m.xml").Diagnostics, one => Assert.Equal("NG1012", one.Code));
        Assert.Equal(2, Read("a/b/c/m.xml").Diagnostics.Length);
    }

    [Fact]
    public void Absolute_paths_and_the_network_are_refused()
    {
        var other = Directory.CreateTempSubdirectory("neuroglot-other-").FullName;
        File.WriteAllText(Path.Join(other, "x.xml"), "<Lems/>");
        Write("a/b/m.xml", $"<Lems><Include file='{other}/x.xml'/><Include file='https://example.org/x.xml'/><Include file='big.nml.h5'/></Lems>");
        try
        {
            var codes = Read("a/b/m.xml").Diagnostics.Select(one => one.Code);
            Assert.Equal(["NG1012", "NG1013", "NG1014"], codes);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Theory]
    [InlineData("Cells.xml")]
    [InlineData("NeuroML2CoreTypes.xml")]
    [InlineData("NeuroML2CoreTypes/Cells.xml")]
    [InlineData("https://raw.githubusercontent.com/NeuroML/NeuroML2/master/NeuroML2CoreTypes/Cells.xml")]
    public void Core_types_come_with_the_program(string reference)
    {
        Write("m.xml", $"<Lems><Include file='{reference}'/></Lems>");
        var read = Read("m.xml");
        Assert.Empty(read.Diagnostics);
        var type = Assert.Single(read.Document!.ComponentTypes, one => one.Name == "iafCell");
        Assert.True(type.IsBuiltIn);
        Assert.Equal("built-in:Cells.xml", type.Declaration.Span.File);
    }

    [Fact]
    public void Ones_own_copy_of_a_core_type_file_wins()
    {
        Write("m.xml", "<Lems><Include file='Cells.xml'/></Lems>");
        Write("mine/Cells.xml", "<Lems><ComponentType name='mine'/></Lems>");
        Write("jnml/NeuroML2CoreTypes/Cells.xml", "<Lems><ComponentType name='jnml'/></Lems>");
        var home = LemsReaderOptions.Default with { JnmlHome = At("jnml") };
        Assert.Equal("jnml", Assert.Single(LemsReader.Read(At("m.xml"), home).Document!.ComponentTypes).Name);
        var both = home with { IncludeFolders = [At("mine")] };
        Assert.Equal("mine", Assert.Single(LemsReader.Read(At("m.xml"), both).Document!.ComponentTypes).Name);
    }

    [Fact]
    public void The_same_definition_twice_is_one_and_a_different_one_an_error()
    {
        Write("m.xml", """
            <Lems><Include file='b.xml'/>
            <Dimension name='voltage' m='1' l='2' t='-3' i='-1'/><Dimension name='time' t='2'/>
            <ComponentType name='T'><Parameter name='p'/></ComponentType><ComponentType name='U'/>
            <c id='x' p='1'/><c id='y' p='1'/></Lems>
            """);
        Write("b.xml", """
            <Lems><Dimension name='voltage' m='1' l='2' t='-3' i='-1'/><Dimension name='time' t='1'/>
            <ComponentType name='T'>
              <Parameter name='p'/>
            </ComponentType><ComponentType name='U'><Parameter name='q'/></ComponentType>
            <c p='1' id='x'/><c id='y' p='2'/></Lems>
            """);
        var read = Read("m.xml");
        Assert.Equal([2, 3, 4], read.Diagnostics.Select(one => one.Span.Line));
        Assert.All(read.Diagnostics, one => Assert.Equal("NG1030", one.Code));
        Assert.All(read.Diagnostics, one => Assert.Contains("b.xml", one.Message, StringComparison.Ordinal));
        Assert.Equal(1, read.Document!.Dimensions.Single(one => one.Name == "time").T);
        Assert.Equal(2, read.Document.Components.Length);
    }

    [Fact]
    public void A_missing_outermost_file_is_an_error_without_document()
    {
        var read = Read("nothing.xml");
        Assert.Null(read.Document);
        Assert.Equal("NG1003", Assert.Single(read.Diagnostics).Code);
        Assert.Equal("NG1003", Assert.Single(LemsReader.Read(top).Diagnostics).Code);
    }

    private string At(string path) => Path.Join(top, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private LemsReadResult Read(string path) => LemsReader.Read(At(path));
}
