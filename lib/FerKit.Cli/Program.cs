using FerKit.Cli;

return await CommandLine.Run(args);
