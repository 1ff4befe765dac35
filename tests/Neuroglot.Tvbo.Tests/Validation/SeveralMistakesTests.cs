using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Tests.Validation;

/// <summary>All mistakes of a document are told at once, and none twice in other words.</summary>
public sealed class SeveralMistakesTests
{
    private const string Many = """
        label: Many mistakes
        dynamics:
          name: Column
          paramters:
            a: {value: 1, unti: mV}
            b: {value: ten}
            c: 3
            tau: {value: 10}
          state_variables:
            x:
              equation: {rhs: (a - b*x - c)/tua}
              noise: {additive: true}
            y: {equation: -y/tau}
            z: {equaton: {rhs: x + nothing}, initial_value: low}
        coupling:
          name: Own
          parameters: {g: {value: 1}}
          post_expression: {rhs: g*gx + h}
        network:
          number_of_nodes: 2
          edges: [{source: 0, target: 5}]
          weigths: [[0, 1], [1, 0, 2]]
        integration: {method: hoin, step_size: 0, durration: -1}
        observations:
          bold: {imaging_modality: BOULD, period: -2}
        explorations:
          e: {parameters: {a: {domain: {lo: 1, hi: 0, n: 3}}}}
        """;

    [Fact]
    public void Every_mistake_of_a_document_is_told_in_one_go()
    {
        Assert.Equal(
            [
                "4:3 NG7010", "5:19 NG7010", "6:16 NG7011", "7:8 NG7011", "11:37 NG7040", "12:14 NG7150", "13:19 NG7011", "14:9 NG7010", "14:28 NG7040", "14:53 NG7011",
                "18:33 NG7040", "21:11 NG7049", "22:3 NG7010", "22:21 NG7022", "23:14 NG7047", "23:14 NG7047", "23:14 NG7053", "23:43 NG7010", "25:3 NG7047", "25:28 NG7012", "27:20 NG7156",
            ],
            Told(Many));
    }

    [Fact]
    public void A_symbol_that_could_not_be_read_is_not_told_to_be_missing()
    {
        Assert.Equal(["1:13 NG7011"], Told("parameters: 7\nstate_variables: {x: {equation: {rhs: -x/tau}}}"));
        Assert.Equal(["1:1 NG7010"], Told("constants: {tau: {value: 1}}\nstate_variables: {x: {equation: {rhs: -x/tau}}}"));
        Assert.Equal(["2:5 NG7014"], Told("parameters:\n  - {value: 1}\nstate_variables: {x: {equation: {rhs: -x/tau}}}"));
    }

    [Fact]
    public void What_could_not_be_read_is_not_told_to_be_missing()
    {
        Assert.Equal(["1:33 NG7011"], Told("state_variables: {x: {equation: [1]}}"));
        Assert.Equal(["1:25 NG7012"], Told("graph_generator: {type: Rin, seed: 1}"));
        Assert.Equal(["1:23 NG7010"], Told("state_variables: {x: {velocity: {rhs: -x}}}"));
    }

    [Fact]
    public void Parts_are_checked_beside_each_other() =>
        Assert.Equal(["2:20 NG7052", "3:14 NG7053", "4:16 NG7047"], Told("dynamics: {name: JansenRit}\nnetwork: {weights: [[0, 1]]}\nintegration: {method: hoin}\nobservations: {m: {period: 0}}"));

    private static IEnumerable<string> Told(string text) =>
        Documents.Check(text).Where(static one => one.Severity != Severity.Note).OrderBy(static one => one.Span.Line).ThenBy(static one => one.Span.Column)
            .Select(static one => $"{one.Span.Line}:{one.Span.Column} {one.Code}");
}
