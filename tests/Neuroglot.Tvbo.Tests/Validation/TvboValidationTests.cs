namespace Neuroglot.Tvbo.Tests.Validation;

/// <summary>Couplings, networks and experiments are checked.</summary>
public sealed class TvboValidationTests
{
    [Theory]
    [InlineData("number_of_nodes: 2\nedges: [{source: 0, target: 2}]", "model.yaml:2:9: error NG7049: An edge leads from 0 to 2, but there is no node 2. (Edges name nodes by their `id`.)")]
    [InlineData("nodes: [{id: 1}, {id: 1}]", "model.yaml:1:18: error NG7041: Two nodes have the id 1. (Give each a number of its own.)")]
    [InlineData("nodes: [{id: 1}]\nedges: [{source: 1}]", "model.yaml:2:9: error NG7052: An edge has only one end. (Give `source` and `target`; an edge with neither stands for all.)")]
    [InlineData("weights: [[0, 1, 2], [1, 0, 2]]", "model.yaml:1:10: error NG7052: The weights have 2 rows and 3 columns, for 2 nodes. (A matrix has a row and a column for each node.)")]
    [InlineData("weights: [[0]]\nlengths: [[-1]]", "model.yaml:2:10: error NG7052: A length is negative.")]
    [InlineData("number_of_nodes: 0", "model.yaml:1:1: error NG7052: The network has 0 nodes. (It needs at least one.)")]
    [InlineData("pre_expression: {rhs: x_k}", "model.yaml:1:23: error NG7040: `x_k`, in `pre_expression` of the coupling, is not defined. (did you mean `x_i` or `x_j`?)")]
    [InlineData("post_expression: {rhs: a*gx}\nparameters: {a: {}}", "model.yaml:2:14: error NG7047: The parameter `a` of the coupling has no finite value. (Write `value: …`.)")]
    [InlineData("pre_expression: {rhs: sine(x_j)}", "model.yaml:1:23: error NG7050: The function `sine`, in `pre_expression` of the coupling, is not defined. (did you mean `sin` or `sinh`?)")]
    [InlineData("dynamics: JansenRit\nintegration: {step_size: 0}", "model.yaml:2:14: error NG7047: The step 0 is not positive. (Write `step_size: 0.1`, for example.)")]
    [InlineData("dynamics: JansenRit\nintegration: {duration: -1}", "model.yaml:2:14: error NG7047: The duration -1 is not possible. (Write `duration: 1000`, for example.)")]
    [InlineData("dynamics: JansenRit\nintegration: {method: hoin}", "model.yaml:2:14: error NG7053: There is no integration method 'hoin'. (did you mean `heun`?)")]
    [InlineData("dynamics: JansenRitt", "model.yaml:1:11: error NG7060: The library has no dynamics `JansenRitt`. (did you mean `JansenRit`?)")]
    [InlineData("dynamics: {name: JansenRitt, parameters: {mu: {value: 1}}}", "model.yaml:1:18: error NG7060: The library has no dynamics `JansenRitt`. (did you mean `JansenRit`?)")]
    [InlineData("dynamics: {name: JansenRit, parameters: {muu: {value: 1}}}", "model.yaml:1:42: error NG7040: `muu` is no parameter of the dynamics `JansenRit` of the library. (did you mean `mu`?)")]
    [InlineData("dynamics: {name: JansenRit, parameters: {mu: {unit: mV}}}", "model.yaml:1:42: error NG7047: The parameter `mu` has no value. (Write `value: …`.)")]
    [InlineData("dynamics: {name: JansenRit, events: {e: {condition: {rhs: y0 > 1}, affect: {rhs: y0 = 0}}}}", "model.yaml:1:38: error NG7160: `JansenRit` names dynamics of the library, whose `events` cannot be changed here. (Only parameters and the number of modes can. Or write the dynamics out: `neuroglot models export JansenRit`.)")]
    [InlineData("dynamics: JansenRit\ncoupling: {name: Lineer}", "model.yaml:2:18: error NG7060: The library has no coupling `Lineer`. (did you mean `Linear`?)")]
    [InlineData("integration: {duration: 10}", "model.yaml:1:1: error NG7049: The experiment has no dynamics. (Write `dynamics: {name: JansenRit}`, for example.)")]
    [InlineData("dynamics: JansenRit\nexplorations: {e: {parameters: {muu: {domain: {lo: 0, hi: 1, n: 2}}}}}", "model.yaml:2:33: warning NG7049: The exploration `e` varies `muu`, which is no parameter of the dynamics or the coupling. (did you mean `mu`?)")]
    [InlineData("name: A\nparameters:\n\ta: {value: 1}", "model.yaml:3:1: error NG7000: The text is no YAML: While scanning a mapping, found invalid tab as indentation. (Look at the indentation, and put quotes around texts with `: `, `#` or brackets.)")]
    public void Mistakes_are_said_with_their_place(string text, string expected) => Assert.Equal(expected, Documents.Only(text));

    [Theory]
    [InlineData("tvbo_class: tvbo:Network\nschema_version: tvb-datamodel/0.7.0\nnumber_of_nodes: 2\nnodes: [{id: 0}, {id: 1}]")]
    [InlineData("model: Own\ndynamics: {name: Own, state_variables: {x: {equation: {rhs: -x}}}}")]
    [InlineData("dynamics: {name: Own, state_variables: {x: {equation: {rhs: '-pow(x, 2)'}}}}\nobservations: {seen: {source: x, dims: [time]}}")]
    [InlineData("dynamics: JansenRit\nfunctions: {kernel: {arguments: {t: {}}, equation: {rhs: exp(-t/tau_s), parameters: {tau_s: {value: 0.8}}}}}")]
    [InlineData("dynamics: JansenRit\nfunctions: {kernel: {equation: {rhs: k*t, parameters: [{name: k, value: 0.8}]}}}")]
    public void Documents_as_they_are_written_elsewhere_have_no_mistakes(string text) => Assert.DoesNotContain(Documents.Check(text), static one => one.Severity >= Neuroglot.Model.Diagnostics.Severity.Warning);

    [Fact]
    public void A_name_beside_other_dynamics_is_a_second_spelling() =>
        Assert.StartsWith("model.yaml:2:1: error NG7015", Documents.Check("model: Other\ndynamics: {name: Own, state_variables: {x: {equation: {rhs: -x}}}}")[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void An_equation_may_bring_its_own_values()
    {
        var diagnostics = new Neuroglot.Model.Diagnostics.DiagnosticBag();
        var dynamics = (Neuroglot.Tvbo.Syntax.Dynamics)Documents.Read("state_variables: {x: {equation: {rhs: -x/tau, parameters: {tau: {value: 4}}}}}").Document!;
        var parsed = Neuroglot.Tvbo.Validation.DynamicsParser.Parse(dynamics, [], diagnostics);
        Assert.Empty(diagnostics);
        Assert.NotNull(parsed);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_said_so()
    {
        var diagnostics = new Neuroglot.Model.Diagnostics.DiagnosticBag();
        Assert.Null(Neuroglot.Tvbo.Reading.TvboReader.ReadFile(Path.Combine(RepositoryRoot.Path, "no such file.yaml"), diagnostics));
        Assert.Equal("NG7002", Assert.Single(diagnostics).Code);
    }
}
