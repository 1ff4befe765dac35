using Neuroglot.Cli;

return Neuroglot.Cli.CommandLine.Run(args, Surroundings.OfProcess());
