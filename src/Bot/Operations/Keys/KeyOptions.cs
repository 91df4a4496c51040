namespace ReleaseBot.Operations;

/// <summary>Where keys are kept, section "Api".</summary>
internal sealed class KeyOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Api";

    /// <summary>The file of API keys, default keys.json in the data directory. Replicas mount one and the same.</summary>
    public string? KeysFile { get; set; }
}
