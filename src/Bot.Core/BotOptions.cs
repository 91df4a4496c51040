namespace ReleaseBot;

/// <summary>Settings of the whole bot, section "Bot".</summary>
public sealed class BotOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Bot";

    /// <summary>Folder of the embedded index; default "ReleaseBot" under the user's local application data. Created when absent.</summary>
    public string DataDirectory { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "ReleaseBot");

    /// <summary>Longest question, in UTF-16 code units after trimming; 1 to 20,000, default 2,000.</summary>
    public int MaxQuestionLength { get; set; } = 2000;
}
