using ReleaseBot.Cli;
using ReleaseBot.Operations;

NativeMemory.ShareHeaps();
return await BotCommandLine.RunAsync(args, Terminal.OfProcess());
