using System.Text;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>Where a command reads and writes. Results go to <see cref="Out"/>; progress, logs and errors to <see cref="Error"/>.</summary>
/// <param name="In">What the user types.</param>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and errors.</param>
/// <param name="IsInteractive">Whether a person watches: bars and tables instead of plain lines.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>The process's own streams, in UTF-8 everywhere.</summary>
    public static Terminal OfProcess()
    {
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        catch (IOException)
        {
            // Windows without a console window: the streams are redirected and UTF-8 already.
        }

        return new Terminal(Console.In, Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected);
    }

    /// <summary>Spectre's console over <see cref="Out"/> or <see cref="Error"/>, without colours where nobody watches.</summary>
    public IAnsiConsole Ansi(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
    });
}
