namespace ReleaseBot.Api;

/// <summary>The version that descriptions of the API carry: the executable's.</summary>
internal static class ApiVersion
{
    /// <summary>Such as 1.2.0.</summary>
    public static string Text { get; } = typeof(ApiVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
