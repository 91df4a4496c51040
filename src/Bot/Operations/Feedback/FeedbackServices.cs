using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Operations;

/// <summary>Registrations of feedback.</summary>
internal static class FeedbackServices
{
    /// <summary>Registers the store and the history of ingests.</summary>
    public static IServiceCollection AddFeedback(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<FeedbackOptions>().Bind(configuration.GetSection(FeedbackOptions.Section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeedbackOptions>, FeedbackOptionsCheck>());
        services.AddSingleton<OperationsFile>();
        services.AddSingleton<FeedbackStore>();
        services.AddSingleton<AnswerRecorder>();
        services.AddSingleton<IngestHistory>();
        return services;
    }

    /// <summary>Lets every channel's answers be remembered: whatever answers questions by now is wrapped.</summary>
    public static IServiceCollection RememberAnswers(this IServiceCollection services)
    {
        var answering = services.Last(service => service.ServiceType == typeof(AnswerQuestion));
        services.Remove(answering);
        services.AddHostedService<FeedbackSweep>();
        return services.AddSingleton<AnswerQuestion>(provider => provider.GetRequiredService<AnswerRecorder>().Recording(
            (AnswerQuestion)(answering.ImplementationInstance ?? answering.ImplementationFactory!(provider))));
    }
}
