using ReleaseBot.Cli;
using ReleaseBot.Operations;

NativeMemory.Economise();
return await BotCommandLine.RunAsync(args, Terminal.OfProcess());
