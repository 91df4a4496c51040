using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Api.Access;

namespace ReleaseBot.Operations;

/// <summary>Registrations of the executable, beside the library's.</summary>
internal static class HostServices
{
    /// <summary>Registers what every command needs, served or not.</summary>
    public static IServiceCollection AddHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section));
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsCheck>();
        services.AddOptionsWithValidateOnStart<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section));
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsCheck>();
        services.AddOptions<KeyOptions>().Bind(configuration.GetSection(KeyOptions.Section));
        services.AddSingleton<KeyStore>();
        services.AddFeedback(configuration);
        services.AddOptions<ClockOptions>().Bind(configuration.GetSection(ClockOptions.Section));
        services.AddSingleton<Ingestion>();
        services.AddSingleton<SampleReleases>();
        services.AddSingleton<ExampleQuestions>();
        services.AddSingleton<AnswerQuestion>(provider => provider.GetRequiredService<Answerer>().AnswerAsync);
        return services;
    }

    /// <summary>Logs to standard error only: standard output belongs to results.</summary>
    public static ILoggingBuilder AddStandardErrorConsole(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        // A start that fails is told by the command, in words.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Repeated requests are no news; one that fails for good is told in words.
        logging.AddFilter("Polly", LogLevel.None);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
