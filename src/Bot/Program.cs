using ReleaseBot.Cli;

return await BotCommandLine.RunAsync(args, Terminal.OfProcess());
