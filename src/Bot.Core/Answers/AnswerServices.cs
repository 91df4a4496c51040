using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Answers.Reader;

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
        return services
            .AddReader()
            .AddSingleton<EvidenceFinder>()
            .AddSingleton<Confidence>()
            .AddSingleton<Answerer>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<AnswerOptions>>().Value);
    }
}
