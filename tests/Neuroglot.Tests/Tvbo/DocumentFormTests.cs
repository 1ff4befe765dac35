using Neuroglot.Model.Diagnostics;
using Neuroglot.Sweeps;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Forms in which people write documents, and which mean the same as others.</summary>
public sealed class DocumentFormTests
{
    private const string Decay = "dynamics: {state_variables: {x: {equation: {rhs: c - x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}\nintegration: {method: euler, step_size: 0.5, duration: 1}\n";

    [Theory]
    [InlineData("edges: [{source: 0, target: 1, directed: true, weight: 1}, {source: 1, target: 0, directed: true, weight: 2}], transforms: [{name: weight, equation: {rhs: W / max(W)}}]", 1.0, 0.5)]
    [InlineData("edges: [{source: 0, target: 1, weight: 3}], transforms: [{name: weight, equation: {rhs: 'W / mean(W[W > 0])'}}]", 1.0, 1.0)]
    [InlineData("edges: [{source: 0, target: 1, weight: 3}], transforms: [{name: weight, equation: {rhs: W / mean(W)}}]", 2.0, 2.0)]
    [InlineData("edges: [{source: 0, target: 1, directed: true, weight: 4, length: 8}], transforms: [{name: weight, equation: {rhs: W / sum(L)}}]", null, 0.5)]
    [InlineData("parameters: {weight: {value: 4}}, graph_generator: {type: Cycle, directed: true}, transforms: [{name: weight, equation: {rhs: W / 8}}]", null, 0.5)]
    [InlineData("edges: [{source: 0, target: 1, directed: true, weight: 4}], transforms: [{name: weight, equation: {rhs: W - 1}}]", -1.0, 3.0)]
    public void Transforms_change_edges_as_they_change_matrices(string network, double? first, double? second)
    {
        var graph = Build($"{Decay}coupling: {{}}\nnetwork: {{number_of_nodes: 2, {network}}}").Experiment!.Network.Couplings[0].Graph;
        double? To(int target) => graph.Targets.Zip(graph.Sources, graph.Weights).Where(one => one.First == target && one.Second != target).Select(static one => (double?)one.Third).SingleOrDefault();
        Assert.Equal([first, second], [To(0), To(1)]);
    }

    [Fact]
    public void Transforms_of_lengths_change_the_delays_of_edges()
    {
        var text = Decay + "coupling: {}\nnetwork: {number_of_nodes: 2, edges: [{source: 0, target: 1, length: 6}], transforms: [{name: length, equation: {rhs: L / 2}}]}";
        Assert.All(Build(text).Experiment!.Network.Couplings[0].Graph.Delays, static delay => Assert.Equal(1, delay));
    }

    [Theory]
    [InlineData("number_of_nodes: 2, edges: [{source: 0, target: 1}, {source: 1, target: 0}], transforms: [{name: weight, equation: {rhs: W/max(W)}}]", "NG7107: Several edges lead from 1 to 0, or back; a transform needs one weight for each pair.")]
    [InlineData("number_of_nodes: 5000, edges: [{source: 0, target: 1}], transforms: [{name: weight, equation: {rhs: W/max(W)}}]", "NG7107: A transform of edges needs a matrix of 5000 rows; 4096 are possible.")]
    [InlineData("weights: [[0, 1], [1, 0]], transforms: [{name: weight, callable: {name: laplacian, module: tvbo.classes.network}}]", "NG7070: The transform of `weight` is code of another program, which the engine does not run.")]
    [InlineData("bids_dir: ../networks/bids/dk_average, structural_measures: [streamlineCount], transforms: [{name: weight, equation: {rhs: W/max(W)}}]", "NG7070: `bids_dir` names matrices that are not read: “../networks/bids/dk_average”.")]
    [InlineData("number_of_nodes: 3, data_file: brain.h5", "NG7070: `data_file` names matrices that are not read: “brain.h5”.")]
    public void What_cannot_be_joined_is_refused(string network, string expected) =>
        Assert.Equal(expected, Assert.Single(Build($"{Decay}coupling: {{}}\nnetwork: {{{network}}}").Diagnostics.Where(static one => one.Severity == Severity.Error).Select(static one => $"{one.Code}: {one.Message}")));

    [Fact]
    public void Edges_may_write_their_coupling_out()
    {
        // x1 <- 2·3·x0, x0 <- x1/2.
        var rows = Run(Decay + """
            network:
              number_of_nodes: 2
              edges:
              - {source: 0, target: 1, directed: true, weight: 2, coupling: {name: strong, coupling_function: {rhs: a * x, parameters: [{name: a, value: 3}]}}}
              - {source: 1, target: 0, directed: true, coupling: {post_expression: {rhs: gx/2}}}
            """);
        Assert.Equal([1 + (0.5 * (0.5 - 1)), 1 + (0.5 * (6 - 1))], rows[1]);
    }

    [Fact]
    public void A_coupling_that_is_written_at_each_of_its_edges_is_one()
    {
        const string Twice = "number_of_nodes: 3\nedges: [{source: 0, target: 1, coupling: {name: k, parameters: {a: {value: 2}}, post_expression: {rhs: a*gx}}}, {source: 1, target: 2, coupling: {name: k, parameters: {a: {value: VALUE}}, post_expression: {rhs: a*gx}}}]";
        Assert.Single(((Network)Read(Twice.Replace("VALUE", "2", StringComparison.Ordinal))!).Couplings);
        var found = new DiagnosticBag();
        Neuroglot.Tvbo.Validation.TvboValidation.Check(Read(Twice.Replace("VALUE", "3", StringComparison.Ordinal))!, found);
        Assert.Equal("NG7041", Assert.Single(found).Code);
    }

    [Fact]
    public void A_function_of_the_whole_coupling_is_read_where_it_is_proportional()
    {
        var (diagnostics, experiment) = Build(Decay + "coupling: {coupling_function: {rhs: '1/(1 + exp(-x))'}}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [1, 0]]}");
        Assert.Null(experiment);
        Assert.Equal("NG7110", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void A_state_that_a_coupling_takes_in_is_that_of_the_source()
    {
        const string Text = """
            dynamics: {state_variables: {a: {equation: {rhs: '0'}, initial_value: 1}, b: {equation: {rhs: D - b}, initial_value: 3, coupling_variable: true}}, coupling_inputs: {D: {}}}
            network: {nodes: [{id: 0}, {id: 1, state: {a: {value: 7}}}], weights: [[0, 1], [0, 0]], coupling: {D: {STATES, pre_expression: {rhs: PRE}, post_expression: {rhs: 2*gx}}}}
            integration: {method: euler, step_size: 0.5, duration: 0.5}
            """;
        double After(string states, string pre) => Run(Text.Replace("STATES", states, StringComparison.Ordinal).Replace("PRE", pre, StringComparison.Ordinal))[1][2];
        Assert.Equal(3 + (0.5 * ((2 * (7 - 3)) - 3)), After("incoming_states: [a, b]", "a - b"));
        Assert.Equal(3 + (0.5 * ((2 * (7 - 1)) - 3)), After("incoming_states: [a], local_states: [a]", "a_j - a_i"));
        var (diagnostics, _) = Build(Text.Replace("STATES", "incoming_states: [a], local_states: [a]", StringComparison.Ordinal).Replace("PRE", "a", StringComparison.Ordinal));
        Assert.Equal("NG7041", Assert.Single(diagnostics, static one => one.Severity == Severity.Error).Code);
    }

    [Fact]
    public void A_list_of_expressions_feeds_the_values_of_an_input_by_their_keys()
    {
        var rows = Run("""
            dynamics: {state_variables: {x: {equation: {rhs: near - far}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {Two: {dimension: 2, keys: [near, far]}}}
            network: {weights: [[0, 1], [2, 0]], coupling: {Two: {parameters: {u: {value: 3}, v: {value: 5}}, incoming_states: [x], pre_expression: {rhs: "[x*u, max(x, 0)*v]"}, post_expression: {rhs: gx}}}}
            integration: {method: euler, step_size: 0.5, duration: 0.5}
            """);
        Assert.Equal([1 + (0.5 * (3 - 5)), 1 + (0.5 * (6 - 10))], rows[1]);
    }

    [Fact]
    public void A_stimulus_that_equations_name_has_its_value_there()
    {
        const string Text = "dynamics: {state_variables: {x: {equation: {rhs: '2*kick'}, initial_value: 0}}}\nintegration: {method: euler, step_size: 0.5, duration: 2}\n"
            + "events: {kick: {event_type: stimulus, equation: {rhs: 'Piecewise((A, t >= onset), (0, True))'}, parameters: {A: {value: 3}, onset: {value: 0.5}}MORE}}\n";
        Assert.Equal([0.0, 0, 3, 6, 9], Column(Text.Replace("MORE", string.Empty, StringComparison.Ordinal)));
        Assert.Equal([0.0, 0, 3, 6, 6], Column(Text.Replace("MORE", ", duration: 1.5", StringComparison.Ordinal)));
        var weighted = Run(Text.Replace("MORE", ", nodes: [1], weights: [2]", StringComparison.Ordinal) + "network: {number_of_nodes: 2}\n");
        Assert.Equal([0.0, 18.0], weighted[^1]);
    }

    [Fact]
    public void A_stimulus_that_no_equation_names_is_the_stimulation()
    {
        const string Dynamics = "dynamics: {state_variables: {x: {equation: {rhs: -x}, initial_value: 0, coupling_variable: true}}}\nintegration: {method: heun, step_size: 0.5, duration: 4}\n";
        Assert.Equal(Column(Dynamics + "stimulation: {equation: {rhs: sin(t)}}\n"), Column(Dynamics + "events: {drive: {event_type: stimulus, equation: {rhs: sin(t)}}}\n"));
        var (diagnostics, _) = Build(Dynamics + "events: {drive: {equation: {rhs: sin(t)}}, other: {equation: {rhs: cos(t)}}}\n");
        Assert.Equal("NG7151", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Events_of_an_experiment_happen_in_its_nodes() =>
        Assert.Equal([1.0, 2, 0, 1, 2], Column("dynamics: {state_variables: {x: {equation: {rhs: '2'}, initial_value: 1}}}\nevents: {top: {condition: {rhs: x >= 3}, affect: {rhs: x = 0}}}\nintegration: {method: euler, step_size: 0.5, duration: 2}\n"));

    [Fact]
    public void A_list_of_values_is_one_for_each_node()
    {
        Assert.Equal([1 + (0.5 * 4), 1 + (0.5 * 6)], Run("dynamics: {parameters: {k: {value: [4, 6]}}, state_variables: {x: {equation: {rhs: k}, initial_value: 1}}}\nnetwork: {number_of_nodes: 2}\nintegration: {step_size: 0.5, duration: 0.5}\n")[1]);
        var (diagnostics, _) = Build("dynamics: {parameters: {k: {value: [4, 6, 7]}}, state_variables: {x: {equation: {rhs: k}}}}\nnetwork: {number_of_nodes: 2}\n");
        Assert.Equal("NG7101", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void An_input_that_a_coupling_is_called_by_needs_no_declaration()
    {
        const string Text = "dynamics: {state_variables: {x: {equation: {rhs: Lin - x + c_glob}, initial_value: 1, coupling_variable: true}}}\nintegration: {method: euler, step_size: 0.5, duration: 0.5}\nnetwork: {weights: [[0, 1], [1, 0]], coupling: {Lin: {post_expression: {rhs: 3*gx}}}}\n";
        var (diagnostics, _) = Build(Text);
        Assert.Equal(["NG7051", "NG7051"], diagnostics.Select(static one => one.Code));
        Assert.Equal([2.0, 2.0], Run(Text)[1]);
    }

    [Theory]
    [InlineData("method: Heun\n  intermediate_expressions: {X1: {equation: {rhs: X + dX0 * dt + noise + stimulus * dt}}}\n  update_expression: {equation: {rhs: (dX0 + dX1) * (dt / 2)}}", "heun")]
    [InlineData("method: Mine\n  intermediate_expressions: [{name: X1, equation: {rhs: dt*dX0 + X}}]\n  update_expression: {equation: {rhs: 0.5*dt*dX1 + dX0*dt/2}}", "heun")]
    [InlineData("update_expression: {equation: {rhs: dX0 * dt}}", "euler")]
    [InlineData("method: RungeKutta4thOrder\n  intermediate_expressions: {X1: {equation: {rhs: X + (dt / 2) * dX0}}, X2: {equation: {rhs: X + (dt / 2) * dX1}}, X3: {equation: {rhs: X + dt * dX2}}}\n  update_expression: {equation: {rhs: (dt / 6) * (dX0 + 2.0 * dX1 + 2.0 * dX2 + dX3)}}", "rk4")]
    [InlineData("method: Dopri5\n  update_expression: {equation: {lhs: X}}", "dopri5")]
    public void An_integrator_may_spell_its_method_out(string integration, string method)
    {
        const string Dynamics = "dynamics: {state_variables: {x: {equation: {rhs: -x}, initial_value: 1}}}\nintegration:\n  step_size: 0.5\n  duration: 2\n  ";
        Assert.Equal(method, Build(Dynamics + integration).Experiment!.Runs[0].Method);
        Assert.Equal(Column($"{Dynamics}method: {method}"), Column(Dynamics + integration));
    }

    [Theory]
    [InlineData("method: Euler\n  intermediate_expressions: {X1: {equation: {rhs: X + dX0*dt}}}\n  update_expression: {equation: {rhs: (dX0 + dX1)*dt/2}}", "NG7071: The expressions of the integrator are those of heun, not of 'Euler'.")]
    [InlineData("update_expression: {equation: {rhs: dX0*dt**2}}", "NG7071: The expressions of the integrator are no method that the engine has.")]
    [InlineData("method: heun\n  noise: {intensity: {value: 1}}\n  intermediate_expressions: {X1: {equation: {rhs: X + dX0*dt}}}\n  update_expression: {equation: {rhs: (dX0 + dX1)*dt/2}}", "NG7071: The first stage of the integrator has no noise; that of the engine's heun has, as The Virtual Brain's.")]
    public void An_integrator_that_spells_another_method_is_refused(string integration, string expected)
    {
        var (diagnostics, experiment) = Build($"dynamics: {{state_variables: {{x: {{equation: {{rhs: -x}}}}}}}}\nintegration:\n  {integration}");
        Assert.Null(experiment);
        Assert.Equal(expected, Assert.Single(diagnostics.Select(static one => $"{one.Code}: {one.Message}")));
    }

    [Theory]
    [InlineData("method: Heun\nstep_size: 0.1\nscipy_ode_base: false\n", "An integrator cannot be run by itself.")]
    [InlineData("name: WattsStrogatz\nparameters: {n: {range: integer}}\nbindings: {networkx: {library: networkx}}\n", "A rule for edges cannot be run by itself.")]
    [InlineData("name: own\npre_expression: {rhs: x_j}\n", "A coupling cannot be run by itself.")]
    [InlineData("number_of_nodes: 2\nweights: [[0, 1], [1, 0]]\n", "A network whose nodes have no dynamics cannot be run by itself.")]
    public void Parts_are_documents_that_are_valid_and_do_not_run(string text, string expected)
    {
        var document = Read(text)!;
        var found = new DiagnosticBag();
        Neuroglot.Tvbo.Validation.TvboValidation.Check(document, found);
        Assert.Empty(found);
        Assert.Null(TvboBuilder.Build(document, found));
        Assert.Equal(("NG7072", expected), (Assert.Single(found).Code, Assert.Single(found).Message));
        Assert.Equal(Neuroglot.Tvbo.Writing.TvboWriter.Write(document), Neuroglot.Tvbo.Writing.TvboWriter.Write(Read(Neuroglot.Tvbo.Writing.TvboWriter.Write(document))!));
    }

    [Fact]
    public void A_network_whose_nodes_have_dynamics_runs_by_itself()
    {
        var found = new DiagnosticBag();
        var experiment = TvboBuilder.Build(Read("nodes: [{id: 0, dynamics: Kuramoto}, {id: 1, dynamics: Kuramoto}]\nedges: [{source: 0, target: 1, coupling: Linear}]\n")!, found);
        Assert.Empty(found);
        Assert.Equal(["theta_0", "theta_1"], experiment!.Recordings.Select(static one => one.Label));
    }

    [Fact]
    public void Dynamics_that_no_node_has_need_not_be_whole()
    {
        const string Text = Decay + "network: {number_of_nodes: 2, dynamics: {Unused: {state_variables: {s: {equation: {rhs: open - s}}}}}NODES}\n";
        var (diagnostics, experiment) = Build(Text.Replace("NODES", string.Empty, StringComparison.Ordinal));
        Assert.NotNull(experiment);
        Assert.Equal(Severity.Warning, Assert.Single(diagnostics).Severity);
        Assert.Null(Build(Text.Replace("NODES", ", nodes: [{id: 0}, {id: 1, dynamics: Unused}]", StringComparison.Ordinal)).Experiment);
    }

    [Fact]
    public void What_is_before_the_transient_time_comes_before_the_duration()
    {
        var rows = Run("dynamics: {state_variables: {x: {equation: {rhs: '1'}, initial_value: 0}}}\nintegration: {method: euler, step_size: 0.5, duration: 1, transient_time: 3}\n");
        Assert.Equal(4, rows[^1][0]);
    }

    [Fact]
    public void The_speed_along_connections_can_be_explored()
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            // Delays of 6/v ms: at 3 mm/ms two steps, at 6 one.
            var text = Decay.Replace("duration: 1", "duration: 2", StringComparison.Ordinal) + "coupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]], lengths: [[0, 3], [0, 0]], conduction_speed: {value: 3, unit: mm_per_ms}}\n"
                + "explorations: {speeds: {space: {network.conduction_speed: {domain: {explored_values: [3, 6]}}}}}\n";
            var path = Path.Combine(folder, "speed.yaml");
            File.WriteAllText(path, text);
            var model = NeuralModel.Load(path);
            Assert.Empty(model.Validate());
            var sweep = Assert.Single(model.StatedSweeps);
            Assert.Equal("network.conduction_speed", Assert.Single(sweep.Axes).Path);
            var summary = model.Sweep(sweep.In(new SweepOptions { OutputFile = Path.Combine(folder, "speed.npz"), Threads = 1 }));
            Assert.Equal(RunOutcome.Completed, summary.Outcome);
            Assert.Equal(2, summary.Plans);
            foreach (var speed in (double[])[3, 6])
            {
                var alone = TvboRuns.Run(SimulationExperiment.FromString(text.Replace("{value: 3, unit", $"{{value: {speed}, unit", StringComparison.Ordinal))).Rows;
                var run = model.Prepare(new RunOptions { Overrides = [new ParameterOverride("network.conduction_speed", $"{speed}")], OutputFolder = folder, KeepResult = true }).Run();
                Assert.Equal(RunOutcome.Completed, run.Outcome);
                Assert.Contains("[0]/x", run.Result!.Traces[0].Column.Name, StringComparison.Ordinal);
                Assert.Equal(alone.Select(static row => row[0]), run.Result!.Traces[0].Values);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_search_is_no_sweep()
    {
        const string Text = Decay + "explorations: {search: {strategy: nsga2, objectives: [a, b], space: {Linear.a: {domain: {lo: 0, hi: 1}}}, parameters: {population_size: {value: 8}}}}\n";
        var (diagnostics, experiment) = Build(Text);
        Assert.NotNull(experiment);
        Assert.Equal(("NG7155", Severity.Warning), (Assert.Single(diagnostics).Code, Assert.Single(diagnostics).Severity));
        var written = Neuroglot.Tvbo.Writing.TvboWriter.Write(Read(Text)!);
        Assert.Contains("strategy: nsga2", written, StringComparison.Ordinal);
        Assert.Contains("population_size", written, StringComparison.Ordinal);
        Assert.Equal(written, Neuroglot.Tvbo.Writing.TvboWriter.Write(Read(written)!));
    }

    [Fact]
    public void Functions_of_other_programs_and_lists_of_names_are_left_to_them()
    {
        var (diagnostics, experiment) = Build(Decay + "functions: {rmse: {equation: {rhs: 'sqrt(Sum((a[i,j] - b[i,j])**2, (j, 0, m-1)) / m)'}, arguments: {a: {}, seeds: {value: [L.LOG, R.LOG]}}}}\nobservations: {empirical: {source: [network.observations.Fc]}, whole: {source: [x], class_reference: Raw}}\n");
        Assert.NotNull(experiment);
        Assert.Equal("NG7155: The observation `empirical` is of `network.observations.Fc`, and is not computed.", Assert.Single(diagnostics.Select(static one => $"{one.Code}: {one.Message}")));
        Assert.Single(experiment.Outputs);
    }

    [Fact]
    public void Rates_functions_and_parameters_may_have_cases()
    {
        const string Tent = "system_type: discrete\nparameters: {mu: {value: 2}}\nstate_variables: {x: {equation: {lhs: x_next, conditionals: [{condition: x < 0.5, expression: mu*x}, {condition: x >= 0.5, expression: mu*(1 - x)}]}, initial_value: 0.3}}\n";
        var map = Dynamics.FromString(Tent);
        var rows = TvboRuns.Run(new SimulationExperiment { Dynamics = map, Integration = new Integrator(SourceSpan.None) { Step = 1, Duration = 3, TimeScale = "s" } }).Rows;
        double[] expected = [0.3, 0.6, 0.8, 0.4];
        for (var row = 0; row < rows.Count; row++)
            Assert.Equal(expected[row], rows[row][0], 1e-15);
        Assert.Equal(map.StateVariables[0].Equation!.Text, ((Dynamics)Read(Neuroglot.Tvbo.Writing.TvboWriter.Write(map))!).StateVariables[0].Equation!.Text);
        const string More = "derived_parameters: {k: {equation: {conditionals: [{condition: a > 0, expression: 2}, {expression: 3}]}}}\nfunctions: {f: {arguments: [v], equation: {conditionals: [{condition: v > 0, expression: k}, {condition: 'True', expression: '0'}]}}}\nparameters: {a: {value: 1}}\nstate_variables: {x: {equation: {rhs: f(x)}, initial_value: 1}}\n";
        Assert.Equal([1, 3.0], TvboRuns.Run(Dynamics.FromString(More).With("euler", 1, 1)).Rows.Select(static row => row[0]));
    }

    [Fact]
    public void A_key_counts_before_the_name_beside_it()
    {
        var found = new DiagnosticBag();
        var document = (Dynamics)TvboReader.Read("state_variables: {x: {equation: {rhs: k}}}\nparameters: {k: {name: other, value: 1}}\n", "model", null, found)!;
        Assert.Equal(("NG7012", Severity.Warning), (Assert.Single(found).Code, Assert.Single(found).Severity));
        Assert.Equal("k", document.Parameters[0].Name);
    }

    private static TvboObject? Read(string text)
    {
        var found = new DiagnosticBag();
        var document = TvboReader.Read(text, "model", null, found);
        Assert.Empty(found);
        return document;
    }

    private static IEnumerable<double> Column(string text) => Run(text).Select(static row => row[0]);

    private static List<double[]> Run(string text) => TvboRuns.Run(SimulationExperiment.FromString(text)).Rows;

    private static (DiagnosticBag Diagnostics, Model.Experiments.Experiment? Experiment) Build(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (diagnostics, TvboBuilder.Build(SimulationExperiment.FromString(text), diagnostics));
    }
}
