using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Authentication;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams;

public sealed class ServiceUrlsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/", "https://smba.trafficmanager.net/amer/")]
    [InlineData("https://smba.trafficmanager.net/amer", "https://smba.trafficmanager.net/amer/")]
    [InlineData("https://SMBA.TrafficManager.net", "https://smba.trafficmanager.net/")]
    [InlineData("https://webchat.botframework.com/", "https://webchat.botframework.com/")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", "https://smba.infra.gcc.teams.microsoft.com/teams/")]
    [InlineData("https://chat.example.com/", "https://chat.example.com/")]
    [InlineData("https://bots.example.org/", "https://bots.example.org/")]
    public void Address_of_the_cloud_or_of_the_settings_is_trusted(string address, string expected) =>
        Assert.Equal(expected, Create(CloudName.Public).Trusted(address)?.AbsoluteUri);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("https://other.trafficmanager.net/")]
    [InlineData("https://a.smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net.example.net/")]
    [InlineData("https://smba.trafficmanager.net@evil.net/")]
    [InlineData("https://user:word@smba.trafficmanager.net/")]
    [InlineData("https://evil.net/?x=smba.trafficmanager.net")]
    [InlineData("https://smba.trafficmanager.net/amer?next=evil")]
    [InlineData("https://evil.net/#.botframework.com")]
    [InlineData("https://evilbotframework.com/")]
    [InlineData("https://botframework.com.evil.net/")]
    [InlineData("https://teams.microsoft.us/")]
    [InlineData("https://a.bots.example.org/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://169.254.169.254/metadata")]
    [InlineData("http://localhost:56150/")]
    [InlineData("https://localhost/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://2130706433/")]
    [InlineData("file:///etc/passwd")]
    public void Any_other_address_is_not(string? address) => Assert.Null(Create(CloudName.Public).Trusted(address));

    [Theory]
    [InlineData(CloudName.UsGovernment, "https://smba.infra.gov.teams.microsoft.us/", true)]
    [InlineData(CloudName.UsGovernment, "https://smba.trafficmanager.net/", false)]
    [InlineData(CloudName.China, "https://msteams.botframework.azure.cn/", true)]
    [InlineData(CloudName.China, "https://smba.trafficmanager.net/", false)]
    public void Each_cloud_has_its_own(object cloud, string address, bool trusted) =>
        Assert.Equal(trusted, Create((CloudName)cloud).Trusted(address) is not null);

    [Theory]
    [InlineData(false, null, "http://localhost:56150/", false)]
    [InlineData(true, null, "http://localhost:56150/", true)]
    [InlineData(true, null, "http://127.0.0.1:56150/", true)]
    [InlineData(true, null, "http://192.168.1.1:56150/", false)]
    [InlineData(true, "6a1c4a3e-52f0-4c9a-9d5e-7f1b0e2d3c4b", "http://localhost:56150/", false)]
    public void Loopback_is_for_emulators_in_development(bool development, string? clientId, string address, bool trusted)
    {
        var urls = new ServiceUrls(Options.Create(new TeamsOptions { ClientId = clientId }), new TeamsHost(development, OnlyLoopback: true));

        Assert.Equal(trusted, urls.Trusted(address) is not null);
    }

    [Theory]
    [InlineData("https://a.net/x", "https://a.net/x/", true)]
    [InlineData("https://A.net/x", "https://a.net/x", true)]
    [InlineData("https://a.net", "https://a.net/", true)]
    [InlineData("https://a.net/x", "https://a.net/X", false)]
    [InlineData("https://a.net/x", "http://a.net/x", false)]
    [InlineData("https://a.net:444/x", "https://a.net/x", false)]
    [InlineData("https://a.net/x//", "https://a.net/x", false)]
    [InlineData("https://a.net/", null, false)]
    [InlineData(null, null, false)]
    public void Addresses_are_the_same_but_for_one_slash(string? one, string? other, bool same) => Assert.Equal(same, ServiceUrls.AreSame(one, other));

    private static ServiceUrls Create(CloudName cloud)
    {
        var options = new TeamsOptions { Cloud = cloud };
        options.ServiceHosts.Add(".example.com");
        options.ServiceHosts.Add("bots.example.org");
        return new ServiceUrls(Options.Create(options), new TeamsHost(IsDevelopment: false, OnlyLoopback: true));
    }
}
