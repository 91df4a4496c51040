using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Answers.Generation;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Answers.Records;

namespace ReleaseBot.Answers;

/// <summary>Registration of the Answers room.</summary>
public static class AnswerServices
{
    /// <summary>Registers <see cref="Answerer"/> and <see cref="EvidenceFinder"/>; needs the rooms to the left.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptionsWithValidateOnStart<AnswerOptions>().Bind(configuration.GetSection(AnswerOptions.Section));
        services.AddSingleton<IValidateOptions<AnswerOptions>, AnswerOptionsCheck>();
        if (configuration.GetSection(AnswerOptions.Section).GetValue<bool>(nameof(AnswerOptions.KeepRecords)))
        {
            services.AddSingleton<AnswerRecords>();
        }

        return services
            .AddReader()
            .AddGeneration(configuration)
            .AddSingleton<EvidenceFinder>()
            .AddSingleton<Confidence>()
            .AddSingleton<Answerer>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<AnswerOptions>>().Value);
    }
}
