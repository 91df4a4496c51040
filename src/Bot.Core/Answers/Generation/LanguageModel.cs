using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using ReleaseBot.Diagnostics;

namespace ReleaseBot.Answers.Generation;

/// <summary>Calls the model with a prompt: counted, within its time, every failure a <see cref="ModelFault"/>.</summary>
internal sealed class LanguageModel(IChatClient client, TokenCounter tokens, TokenBudget budget, LlmOptions options, TimeProvider time, ILogger<LanguageModel> logger)
{
    // Roles and separators of the messages.
    private const int TokensOfFrame = 20;

    /// <summary>Waits until the limits of a minute leave room for one answer.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        const int MostCalls = 2;
        return budget.WaitAsync(MostCalls, MostCalls * (long)(options.MaxPromptTokens + options.MaxAnswerTokens), cancellationToken);
    }

    /// <summary>Tokens of <paramref name="text"/>.</summary>
    public int Count(string text) => tokens.Count(text);

    /// <summary>Tokens that <paramref name="prompt"/> takes by itself.</summary>
    public int Count(Prompt prompt) => tokens.Count(prompt.Template) + TokensOfFrame;

    /// <summary>The model's words as they come.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="variables">Its variables; the text is data and is encoded here.</param>
    /// <param name="run">The answer it is for; its conversation pays.</param>
    /// <param name="deadline">Cancelled when the answer's time is over.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ModelFault">The model failed, or was not called.</exception>
    public async IAsyncEnumerable<string> StreamAsync(
        Prompt prompt,
        IReadOnlyDictionary<string, string> variables,
        AnswerRun run,
        CancellationToken deadline,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var promptTokens = Count(prompt) + variables.Values.Sum(tokens.Count);
        var reserved = promptTokens + options.MaxAnswerTokens;
        budget.Reserve(run.Conversation.Id, reserved);
        run.Calls++;
        using var stall = new CancellationTokenSource(options.StallTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline, stall.Token);
        var reply = new StringBuilder();
        var ended = new CallEnd(options, deadline, stall.Token, cancellationToken);
        try
        {
            await using var words = Invoke(prompt, variables, ended, stop.Token).GetAsyncEnumerator(stop.Token);
            while (await NextAsync(words, ended))
            {
                stall.CancelAfter(options.StallTimeout);
                var text = words.Current.Content;
                if (string.IsNullOrEmpty(text))
                {
                    continue;
                }

                reply.Append(text);
                CheckLength(reply, ended);
                yield return text;
            }

            ended.Check(reply.ToString());
        }
        finally
        {
            budget.Settle(run.Conversation.Id, reserved, promptTokens, tokens.Count(reply.ToString()));
            LlmMetrics.Calls.Add(1, new("prompt", prompt.Name), new("outcome", ended.Outcome));
            if (ended.Outcome is not ("ok" or "abandoned"))
            {
                Log.CallFailed(logger, prompt.Name, ended.Outcome, ended.Failure);
            }
        }
    }

    private IAsyncEnumerable<StreamingChatMessageContent> Invoke(Prompt prompt, IReadOnlyDictionary<string, string> variables, CallEnd ended, CancellationToken cancellationToken)
    {
        var settings = new OpenAIPromptExecutionSettings { Temperature = options.Temperature, MaxTokens = options.MaxAnswerTokens };
        var arguments = new KernelArguments(settings);
        foreach (var (name, value) in variables)
        {
            arguments[name] = PromptText.Clean(value);
        }

        var kernel = Kernel.CreateBuilder();
        kernel.Services.AddSingleton<IChatClient>(new WatchedChatClient(client, ended));
        return prompt.Function.InvokeStreamingAsync<StreamingChatMessageContent>(kernel.Build(), arguments, cancellationToken);
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<StreamingChatMessageContent> words, CallEnd ended)
    {
        try
        {
            return await words.MoveNextAsync();
        }
        catch (Exception failure)
        {
            throw ended.Fail(failure);
        }
    }

    // The server was told the limit; one that goes on regardless is cut off.
    private void CheckLength(StringBuilder reply, CallEnd ended)
    {
        const int LettersPerToken = 4;
        if (reply.Length > options.MaxAnswerTokens * LettersPerToken && tokens.Count(reply.ToString()) > options.MaxAnswerTokens + TokensOfFrame)
        {
            throw ended.Fail(CallEnd.Endless(options));
        }
    }
}
