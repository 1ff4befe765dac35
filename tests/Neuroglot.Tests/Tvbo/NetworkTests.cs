#pragma warning disable RS0030 // Damage that is drawn for a test.
using Neuroglot.Model.Diagnostics;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>What networks of TVBO mean, on cases that can be computed by hand.</summary>
public sealed class NetworkTests
{
    private const string Decay = "dynamics: {state_variables: {x: {equation: {rhs: c - x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}\nintegration: {method: euler, step_size: 0.5, duration: 1}\n";

    [Fact]
    public void Couplings_of_a_network_may_name_the_states_of_its_nodes()
    {
        const string Text = """
            dynamics: {name: Phase, coupling_inputs: {c: {}}, state_variables: {theta: {equation: {rhs: 0.06 + c}, initial_value: 0.1, coupling_variable: true}}}
            network:
              nodes: [{id: 0}, {id: 1, state: {theta: {value: 2}}}]
              edges: [{source: 0, target: 1, weight: 0.5}]
              coupling: {Own: {parameters: {G: {value: 0.2}}, incoming_states: [theta], local_states: [theta], pre_expression: {rhs: "sin(PRE)"}, post_expression: {rhs: "G * gx"}}}
            integration: {method: heun, step_size: 0.5, duration: 20}
            """;
        var named = SimulationExperiment.FromString(Text.Replace("PRE", "theta_j - theta_i", StringComparison.Ordinal));
        var numbered = SimulationExperiment.FromString(Text.Replace("PRE", "x_j - x_i", StringComparison.Ordinal));
        Assert.Equal(TvboRuns.Run(numbered).Rows, TvboRuns.Run(named).Rows);
        Assert.NotEqual(0.1 + (0.06 * 20), TvboRuns.Run(named).Rows[^1][0], 1e-3);
        Assert.Contains(Assert.Throws<TvboException>(() => SimulationExperiment.FromString(Text.Replace("PRE", "phi_j - phi_i", StringComparison.Ordinal)).Run()).Diagnostics, static one => one.Code == "NG7040");
    }

    [Fact]
    public void Weights_lead_from_columns_to_rows()
    {
        // x0 <- 2 x1: after one step 1 + 0.5 (2 - 1), after two 1.5 + 0.5 (2 * 0.5 - 1.5).
        var rows = Run(Decay + "coupling: {pre_expression: {rhs: x_j}}\nnetwork: {number_of_nodes: 2, weights: [[0, 2], [0, 0]]}");
        Assert.Equal([1.0, 1.0], rows[0]);
        Assert.Equal([1.5, 0.5], rows[1]);
        Assert.Equal([1.25, 0.25], rows[2]);
    }

    [Fact]
    public void Post_sees_the_sum_the_number_of_nodes_and_the_target_before_the_step()
    {
        // Node 0: c = (2*1 + 1)/2 + 1 - x_0.
        var rows = Run(Decay + "coupling: {parameters: {b: {value: 1}}, post_expression: {rhs: (gx + b)/N + 1 - x_i}}\nnetwork: {number_of_nodes: 2, weights: [[0, 2], [0, 0]]}");
        Assert.Equal(1 + (0.5 * (1.5 + 1 - 1 - 1)), rows[1][0]);
    }

    [Fact]
    public void A_delay_shows_the_past_and_before_the_start_the_initial_value()
    {
        // Lengths of 3 mm at 3 mm/ms: 1 ms, two steps.
        var rows = Run(Decay.Replace("duration: 1", "duration: 2", StringComparison.Ordinal) + "coupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]], lengths: [[0, 3], [0, 0]]}");
        Assert.Equal([1, 0.5, 0.25, 0.125, 0.0625], rows.Select(static row => row[1]));
        Assert.Equal([1, 1, 1, 1, 0.75], rows.Select(static row => row[0]));
    }

    [Theory]
    [InlineData("network: {number_of_nodes: 2, edges: [{source: 0, target: 1, directed: true, parameters: {weight: {value: 2}}}]}", 0.5, 1.5)]
    [InlineData("network: {number_of_nodes: 2, edges: [{source: 0, target: 1, parameters: {weight: {value: 2}}}]}", 1.5, 1.5)]
    [InlineData("network: {nodes: [{id: 7}, {id: 3}], edges: [{source: 7, target: 3, directed: true, parameters: {weight: {value: 2}}}]}", 0.5, 1.5)]
    [InlineData("network: {number_of_nodes: 2, parameters: {weight: {value: 2}}, edges: [{source: 0, target: 1, directed: true}]}", 0.5, 1.5)]
    [InlineData("network: {number_of_nodes: 2, edges: [{source: 0, target: 1, directed: true}, {source: 0, target: 1, directed: true}]}", 0.5, 1.5)]
    [InlineData("connectivity: {number_of_regions: 2, weights: [[0, 0], [2, 0]]}", 0.5, 1.5)]
    [InlineData("network: {nodes: [{id: 0, state: {x: {value: 3}}}, {id: 1}]}", 1.5, 0.5)]
    public void Edges_and_nodes_say_what_they_differ_in(string network, double first, double second)
    {
        var rows = Run($"{Decay}coupling: {{}}\n{network}");
        Assert.Equal([first, second], rows[1]);
    }

    [Theory]
    [InlineData("network: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}", "NG7100")]
    [InlineData("coupling: {}\nnetwork: {nodes: [{id: 0, parameters: {k: {value: 1}}}, {id: 1}]}", "NG7101")]
    [InlineData("coupling: {incoming_states: [z]}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}", "NG7102")]
    [InlineData("coupling: {pre_expression: {rhs: 'x_j[1]'}}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}", "NG7102")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2000000000}", "NG7104")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, conduction_speed: {value: 1.0e-200}, edges: [{source: 0, target: 1, parameters: {length: {value: 1.0e+200}}}]}", "NG7105")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1, 0], [0, 0, 0], [0, 0, 0]]}", "NG7052")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, edges: [{source: 0, target: 2}]}", "NG7049")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, distance_unit: mile, edges: [{source: 0, target: 1}]}", "NG7109")]
    [InlineData("coupling: {name: Linear, parameters: {alpha: {value: 1}}}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}", "NG7040")]
    [InlineData("coupling: {}\nnetwork: {dynamics: {B: {number_of_modes: 2, state_variables: {y: {equation: {rhs: c_pop0}, coupling_variable: true}}, coupling_inputs: {c_pop0: {}}}}, nodes: [{id: 0}, {id: 1, dynamics: B}], weights: [[0, 1], [1, 0]]}", "NG7108")]
    public void What_cannot_be_is_refused_with_its_place(string more, string code)
    {
        var (diagnostics, experiment) = Build(Decay + more);
        Assert.Null(experiment);
        var problem = Assert.Single(diagnostics, static one => one.Severity == Severity.Error);
        Assert.Equal(code, problem.Code);
        Assert.NotEqual(default, problem.Span);

        // And told by `validate`, too.
        var checkedOnly = new DiagnosticBag();
        Neuroglot.Tvbo.Validation.TvboValidation.Check(SimulationExperiment.FromString(Decay + more), checkedOnly);
        Assert.Contains(checkedOnly, static one => one.Severity == Severity.Error);
    }

    [Fact]
    public void Damaged_networks_are_refused_or_built_and_nothing_else()
    {
        const string Whole = """
            dynamics: {name: A, number_of_modes: 2, state_variables: {x: {equation: {rhs: c - x + local_coupling}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {dimension: 1}}}
            coupling: {name: own, parameters: {k: {value: 2}}, pre_expression: {rhs: "k*x_j[0] - x_i"}, post_expression: {rhs: "gx/N + x_i"}, delayed: true}
            network:
              dynamics: {B: {number_of_modes: 2, state_variables: {y: {equation: {rhs: 3*c_pop0}, initial_value: 4, coupling_variable: true}}, coupling_inputs: {c_pop0: {}}}}
              nodes: [{id: 0, state: {x: {value: 3}}}, {id: 1, dynamics: B}, {id: 2, parameters: {}}]
              weights: [[0, 1, 0], [1, 0, 1], [0, 2, 0]]
              lengths: [[0, 10, 0], [30, 0, 1], [0, 20, 0]]
              conduction_speed: {value: 3, unit: mm_per_ms}
              edges: [{source: 0, target: 2, weight: 2, delay: 1.5, coupling: own}, {parameters: {length: {value: 4}}}]
              graph_generator: {type: WattsStrogatz, seed: 3, parameters: {k: {value: 2}, p: {value: 0.5}}}
              transforms: [{name: weight, equation: {rhs: W / max(W)}}]
            integration: {method: heun, step_size: 0.5, duration: 2}
            """;
        Assert.DoesNotContain(Build(Whole).Diagnostics, static one => one.Severity == Severity.Error);
        var random = new Random(7);
        var built = 0;
        for (var trial = 0; trial < 3000; trial++)
        {
            var text = new System.Text.StringBuilder(Whole);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var place = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text[place] = "0123456789-.[]{}:,xcABRe\n "[random.Next(26)];
                else
                    text.Remove(place, Math.Min(random.Next(1, 8), text.Length - place));
            }

            var diagnostics = new DiagnosticBag();
            if (Neuroglot.Tvbo.Reading.TvboReader.Read(text.ToString(), "damaged", null, diagnostics) is not { } document || diagnostics.HasErrors)
                continue;
            var experiment = TvboBuilder.Build(document, diagnostics);
            Neuroglot.Tvbo.Validation.TvboValidation.Check(document, new DiagnosticBag());
            Assert.True(experiment is not null || diagnostics.HasErrors, text.ToString());
            built += experiment is null ? 0 : 1;
        }

        Assert.InRange(built, 1, 3000);
    }

    [Theory]
    [InlineData("{type: Complete}", 5, 20)]
    [InlineData("{type: Cycle}", 5, 10)]
    [InlineData("{type: Cycle, directed: true}", 5, 5)]
    [InlineData("{type: Star}", 5, 8)]
    [InlineData("{type: Grid, parameters: {rows: {value: 2}, columns: {value: 3}}}", 6, 14)]
    [InlineData("{type: ErdosRenyi, seed: 3, parameters: {p: {value: 1}}}", 5, 20)]
    [InlineData("{type: WattsStrogatz, seed: 3, parameters: {k: {value: 4}, p: {value: 0.3}}}", 12, 48)]
    [InlineData("{type: BarabasiAlbert, seed: 3, parameters: {k: {value: 2}}}", 12, 40)]
    [InlineData("{type: RandomRegular, seed: 3, parameters: {k: {value: 3}}}", 10, 30)]
    public void Rules_make_as_many_edges_as_they_say(string rule, int nodes, int edges)
    {
        var (diagnostics, experiment) = Build($"{Decay}coupling: {{}}\nnetwork: {{number_of_nodes: {nodes}, graph_generator: {rule}}}");
        Assert.Empty(diagnostics);
        var graph = Assert.Single(experiment!.Network.Couplings).Graph;
        Assert.Equal(edges, graph.Count);
        Assert.Equal(edges, graph.Sources.Zip(graph.Targets).Distinct().Count());
        Assert.DoesNotContain(graph.Sources.Zip(graph.Targets), static pair => pair.First == pair.Second);
        Assert.All(graph.Sources.Zip(graph.Targets), pair => Assert.InRange(Math.Max(pair.First, pair.Second), 0, nodes - 1));
        if (rule.Contains("RandomRegular", StringComparison.Ordinal))
            Assert.All(graph.Targets.CountBy(static target => target), static one => Assert.Equal(3, one.Value));
    }

    [Fact]
    public void A_seed_decides_what_is_drawn()
    {
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));

        static string Drawn(int seed)
        {
            var graph = Build($"{Decay}coupling: {{}}\nnetwork: {{number_of_nodes: 30, graph_generator: {{type: ErdosRenyi, seed: {seed}, parameters: {{p: {{value: 0.2}}}}}}}}").Experiment!.Network.Couplings[0].Graph;
            return string.Join(' ', graph.Sources.Zip(graph.Targets));
        }
    }

    [Theory]
    [InlineData("{type: WattsStrogatz, parameters: {k: {value: 3}, p: {value: 0.3}}}")]
    [InlineData("{type: ErdosRenyi, parameters: {p: {value: 2}}}")]
    [InlineData("{type: RandomRegular, parameters: {k: {value: 9}}}")]
    [InlineData("{type: Grid, parameters: {rows: {value: 2}, columns: {value: 2}}}")]
    [InlineData("{type: Star, parameters: {k: {value: 2}}}")]
    [InlineData("{type: BarabasiAlbert}")]
    public void Rules_that_cannot_be_followed_are_refused(string rule)
    {
        var (diagnostics, experiment) = Build($"{Decay}coupling: {{}}\nnetwork: {{number_of_nodes: 9, graph_generator: {rule}}}");
        Assert.Null(experiment);
        Assert.Equal("NG7106", Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("transforms: [{name: weight, equation: {rhs: W / max(W)}}]", 0.5, 1)]
    [InlineData("transforms: [{name: weight, equation: {rhs: W / sum(W)}}]", 1.0 / 3, 2.0 / 3)]
    [InlineData("transforms: [{name: weight, equation: {rhs: W**2}}, {name: weight, equation: {rhs: W + 0.5*Heaviside(W - 0.1)}}]", 1.5, 4.5)]
    [InlineData("transforms: [{name: weight, equation: {rhs: 'weight / mean(weight[weight > 0])'}}]", 2.0 / 3, 4.0 / 3)]
    [InlineData("transforms: [{name: weight, equation: {rhs: 'W - min(W[W > 1]) + max(W)'}}]", 1, 2)]
    public void Transforms_change_matrices_element_by_element(string transforms, double first, double second)
    {
        var weights = Build($"{Decay}coupling: {{}}\nnetwork: {{number_of_nodes: 2, weights: [[0, 1], [2, 0]], {transforms}}}").Experiment!.Network.Couplings[0].Graph.Weights;
        Assert.Equal([first, second], weights.AsEnumerable());
    }

    [Theory]
    [InlineData("{name: speed, equation: {rhs: W}}")]
    [InlineData("{name: weight, equation: {rhs: X}}")]
    [InlineData("{name: length, equation: {rhs: L}}")]
    [InlineData("{name: weight, equation: {rhs: 'W / mean(W[W > 9])'}}")]
    [InlineData("{name: weight}")]
    public void Transforms_that_are_not_understood_are_refused(string transform)
    {
        var (diagnostics, experiment) = Build($"{Decay}coupling: {{}}\nnetwork: {{number_of_nodes: 2, weights: [[0, 1], [2, 0]], transforms: [{transform}]}}");
        Assert.Null(experiment);
        Assert.Equal("NG7107", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Couplings_feed_the_inputs_of_their_names()
    {
        const string Two = "dynamics: {state_variables: {x: {equation: {rhs: near - 2*far}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {near: {}, far: {}}}\nintegration: {method: euler, step_size: 0.5, duration: 0.5}\n";
        var all = Run(Two + "network: {number_of_nodes: 2, weights: [[0, 1], [1, 0]], coupling: {near: {post_expression: {rhs: 3*gx}}, far: {parameters: {k: {value: 1}}, post_expression: {rhs: k*gx}}}}");
        Assert.Equal(1 + (0.5 * (3 - 2)), all[1][0]);
        var some = Run(Two + "network: {number_of_nodes: 2, edges: [{source: 0, target: 1, directed: true, coupling: near, weight: 5}, {source: 1, target: 0, directed: true, coupling: far}], coupling: {near: {post_expression: {rhs: 3*gx}}, far: {}}}");
        Assert.Equal([1 - (0.5 * 2), 1 + (0.5 * 15)], some[1]);
    }

    [Fact]
    public void Local_coupling_is_a_coupling_of_that_name()
    {
        var rows = Run("dynamics: {state_variables: {x: {equation: {rhs: local_coupling}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {local_coupling: {}}}\nintegration: {method: euler, step_size: 0.5, duration: 0.5}\n"
            + "network: {number_of_nodes: 2, edges: [{source: 0, target: 1, weight: 2, coupling: local_coupling}], coupling: {local_coupling: {delayed: false}}}");
        Assert.Equal([2.0, 2.0], rows[1]);
    }

    [Fact]
    public void Nodes_of_other_dynamics_are_coupled_with_them()
    {
        const string Mixed = """
            dynamics: {name: A, state_variables: {x: {equation: {rhs: c - x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}
            coupling: {parameters: {k: {value: 2}}, pre_expression: {rhs: "k*x_j"}}
            network:
              dynamics: {B: {state_variables: {y: {equation: {rhs: 3*c_pop0}, initial_value: 4, coupling_variable: true}}, coupling_inputs: {c_pop0: {}}}}
              nodes: [{id: 0}, {id: 1, dynamics: B}, {id: 2}]
              weights: [[0, 1, 0], [1, 0, 1], [0, 0, 0]]
            integration: {method: euler, step_size: 0.5, duration: 0.5}
            """;
        var (_, experiment) = Build(Mixed);
        Assert.Equal(["x_0", "x_2", "y_1"], experiment!.Recordings.Select(static one => one.Label));

        // x0 <- 2*4 - 1, x2 <- -1, y1 <- 3*(2*1 + 2*1).
        Assert.Equal([1 + (0.5 * 7), 0.5, 4 + (0.5 * 12)], Run(Mixed)[1]);
    }

    [Fact]
    public void Modes_are_copies_that_see_the_same_mode_of_others()
    {
        var text = "dynamics: {number_of_modes: 3, state_variables: {x: {equation: {rhs: c - x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}\nintegration: {method: euler, step_size: 0.5, duration: 0.5}\n"
            + "coupling: {}\nnetwork: {nodes: [{id: 0}, {id: 1, state: {x: {value: 2}}}], weights: [[0, 3], [0, 0]]}";
        Assert.Equal(["x_0[0]", "x_0[1]", "x_0[2]", "x_1[0]", "x_1[1]", "x_1[2]"], Build(text).Experiment!.Recordings.Select(static one => one.Label));
        Assert.Equal([3.5, 3.5, 3.5, 1, 1, 1], Run(text)[1]);
    }

    [Theory]
    [InlineData("coupling: {name: FastLinearCoupling, parameters: {G: {value: 0.25}}}", 1 + (0.5 * (0.5 - 1)))]
    [InlineData("coupling: {local_states: [x], delayed: false, pre_expression: {rhs: local_states}}", 1.5)]
    [InlineData("coupling: {incoming_states: [x], pre_expression: {rhs: 'x_j[0]*x_i'}}", 1.5)]
    [InlineData("coupling: {pre_expression: {rhs: 'x + x_j - x_i'}}", 1.5)]
    public void Couplings_may_be_written_in_several_ways(string coupling, double expected) =>
        Assert.Equal(expected, Run($"{Decay}{coupling}\nnetwork: {{number_of_nodes: 2, weights: [[0, 2], [0, 0]], lengths: [[0, 0], [0, 0]]}}")[1][0]);

    [Fact]
    public void Dynamics_without_an_input_cannot_be_coupled()
    {
        var (diagnostics, experiment) = Build("dynamics: {state_variables: {x: {equation: {rhs: -x}, coupling_variable: true}}}\ncoupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}");
        Assert.Null(experiment);
        Assert.Equal("NG7103", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Dynamics_without_a_coupling_variable_send_nothing()
    {
        var (diagnostics, experiment) = Build("dynamics: {coupling_inputs: {c_pop0: {}}, state_variables: {x: {equation: {rhs: c_pop0 - x}}}}\ncoupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}");
        Assert.Null(experiment);
        var told = Assert.Single(diagnostics);
        Assert.Equal("NG7102", told.Code);
        Assert.Contains("coupling_variable: true", told.Hint, StringComparison.Ordinal);
    }

    private static List<double[]> Run(string text) => TvboRuns.Run(SimulationExperiment.FromString(text)).Rows;

    private static (DiagnosticBag Diagnostics, Model.Experiments.Experiment? Experiment) Build(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (diagnostics, TvboBuilder.Build(SimulationExperiment.FromString(text), diagnostics));
    }
}
