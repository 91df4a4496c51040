using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Releases;

public sealed class ReleasesRegistrationTests
{
    [Fact]
    public void Reader_is_registered_with_its_configuration()
    {
        using var services = Services("4096");

        Assert.NotNull(services.GetRequiredService<ReleaseReader>());
        Assert.Equal(4096, services.GetRequiredService<IOptions<ReleasesOptions>>().Value.MaxReleaseBytes);
    }

    [Fact]
    public void Wrong_setting_is_refused_with_its_name_value_and_remedy()
    {
        using var services = Services("7");

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains("Releases:MaxReleaseBytes is 7; set it between", error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string limit) => new ServiceCollection()
        .AddLogging()
        .AddReleases(new ConfigurationBuilder().AddInMemoryCollection([new("Releases:MaxReleaseBytes", limit)]).Build())
        .BuildServiceProvider();
}
