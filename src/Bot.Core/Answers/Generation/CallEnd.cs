using Microsoft.Extensions.AI;

namespace ReleaseBot.Answers.Generation;

/// <summary>How a call of the model ends.</summary>
internal sealed class CallEnd(LlmOptions options, CancellationToken deadline, CancellationToken stall, CancellationToken caller)
{
    private string? _finish;

    /// <summary>"ok", "abandoned" or the reason of the failure.</summary>
    public string Outcome { get; private set; } = "abandoned";

    /// <summary>What failed, for the log.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Remembers why the model stopped.</summary>
    public void See(ChatResponseUpdate update) => _finish = update.FinishReason?.Value is { Length: > 0 } reason ? reason : _finish;

    /// <summary>Whether the reply may be used.</summary>
    /// <exception cref="ModelFault">It may not.</exception>
    public void Check(string reply)
    {
        var finish = _finish?.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        if (finish == "CONTENTFILTER")
        {
            throw Fail(ModelFault.Filtered());
        }

        if (finish == "LENGTH")
        {
            throw Fail(Endless(options));
        }

        if (finish is null)
        {
            throw Fail(new ModelFault("malformed", "The language model's answer broke off."));
        }

        if (string.IsNullOrWhiteSpace(reply))
        {
            throw Fail(new ModelFault("empty", "The language model answered nothing."));
        }

        Outcome = "ok";
    }

    /// <summary>The fault that <paramref name="failure"/> is; rethrows what the caller cancelled.</summary>
    public Exception Fail(Exception failure)
    {
        if (caller.IsCancellationRequested)
        {
            return failure is OperationCanceledException ? failure : new OperationCanceledException(caller);
        }

        var fault = deadline.IsCancellationRequested ? ModelFault.Late("Llm:Timeout", options.Timeout)
            : stall.IsCancellationRequested ? ModelFault.Late("Llm:StallTimeout", options.StallTimeout)
            : ModelFault.Of(failure);
        (Outcome, Failure) = (fault.Reason, fault.Message);
        return fault;
    }

    /// <summary>The answer is longer than allowed.</summary>
    public static ModelFault Endless(LlmOptions options) =>
        new("endless", $"The language model's answer is longer than {options.MaxAnswerTokens} tokens (Llm:MaxAnswerTokens).");
}
