using CsCheck;
using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

public sealed class DateAgreementTests
{
    private static readonly DateOnly Today = new(2024, 8, 15);
    private static readonly AppliedFilters March = AppliedFilters.None with { From = new(2024, 3, 1), To = new(2024, 3, 31), Preference = true };

    [Fact]
    public void Release_inside_the_range_agrees_fully() => Assert.Equal(1, DateAgreement.Agreement(March, new(2024, 3, 15), Today));

    [Theory]
    [InlineData("2024-01-01")] // 60 days before the first
    [InlineData("2024-06-29")] // 90 days after the last
    public void Release_one_half_life_away_agrees_half(string date) =>
        Assert.Equal(0.5, DateAgreement.Agreement(March, DateOnly.Parse(date), Today), 6);

    [Fact]
    public void Undated_release_does_not_agree() => Assert.Equal(0, DateAgreement.Agreement(March, null, Today));

    [Fact]
    public void Nothing_preferred_agrees_with_nothing() => Assert.Equal(0, DateAgreement.Agreement(AppliedFilters.None, Today, Today));

    [Fact]
    public void Latest_prefers_the_newer_release()
    {
        var latest = AppliedFilters.None with { Latest = true };
        Assert.Equal(1, DateAgreement.Agreement(latest, Today, Today));
        Assert.Equal(0.5, DateAgreement.Agreement(latest, Today.AddDays(-180), Today), 6);
    }

    [Fact]
    public void Latest_within_a_range_counts_from_the_ranges_end()
    {
        var filters = March with { Latest = true };
        Assert.Equal(1, DateAgreement.Agreement(filters, new(2024, 3, 31), Today));
        Assert.True(DateAgreement.Agreement(filters, new(2024, 3, 1), Today) < 1);
    }

    [Fact]
    public void Agreement_lies_between_0_and_1_and_falls_with_distance() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 4000], Gen.Bool).Sample((near, further, after) =>
        {
            var (first, second) = after
                ? (March.To!.Value.AddDays(near), March.To.Value.AddDays(near + further))
                : (March.From!.Value.AddDays(-near), March.From.Value.AddDays(-near - further));
            var (closer, farther) = (DateAgreement.Agreement(March, first, Today), DateAgreement.Agreement(March, second, Today));
            Assert.InRange(closer, 0, 1);
            Assert.InRange(farther, 0, closer);
        });

    [Fact]
    public void Preference_excludes_nothing() => Assert.Equal(SearchFilter.None, DateAgreement.Exclude(SearchFilter.None, March, null));

    [Fact]
    public void Publication_date_excludes()
    {
        var filter = DateAgreement.Exclude(new SearchFilter(Issuer: "River Commission"), March with { Preference = false }, null);
        Assert.Equal(new SearchFilter(March.From, March.To, "River Commission"), filter);
    }

    [Fact]
    public void Limits_set_by_the_user_win()
    {
        var user = new SearchFilter(To: new DateOnly(2020, 1, 1));
        Assert.Equal(user, DateAgreement.Exclude(user, March with { Preference = false }, null));
    }

    [Theory]
    [InlineData("2024-08-15", "2024-03-31")]
    [InlineData("2024-03-10", "2024-03-10")]
    public void Clock_bounds_the_last_day(string clock, string to) =>
        Assert.Equal(DateOnly.Parse(to), DateAgreement.Exclude(SearchFilter.None, March with { Preference = false }, DateOnly.Parse(clock)).To);

    [Fact]
    public void Clock_alone_excludes_what_came_later() =>
        Assert.Equal(new SearchFilter(To: Today), DateAgreement.Exclude(SearchFilter.None, March, Today));
}
