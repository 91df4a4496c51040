using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Answers.Records;

/// <summary>
/// Keeps how answers came about: a JSON file each, below "answers" in the data directory, in a folder for its day. A record that cannot be
/// written costs the record, never the answer.
/// </summary>
public sealed class AnswerRecords(IOptions<BotOptions> bot, ILogger<AnswerRecords> logger)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The folder of the records.</summary>
    public string Folder => Path.Combine(bot.Value.DataDirectory, "answers");

    /// <summary>Keeps a record.</summary>
    public async Task KeepAsync(AnswerRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        try
        {
            var path = PathOf(Guid.Parse(record.Answer.Id));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = File.Create(path);
            await JsonSerializer.SerializeAsync(file, record, _json, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, failure, Folder);
        }
    }

    /// <summary>The record of the answer <paramref name="id"/>; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public async Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var answer) || answer.Version != 7 || !File.Exists(PathOf(answer)))
        {
            return null;
        }

        try
        {
            await using var file = File.OpenRead(PathOf(answer));
            return await JsonSerializer.DeserializeAsync<AnswerRecord>(file, _json, cancellationToken);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"The record {PathOf(answer)} is damaged ({failure.Message}). Remove it.", failure);
        }
    }

    // A UUIDv7 begins with the milliseconds since 1970: the day is known from the id.
    private string PathOf(Guid id)
    {
        var milliseconds = Convert.ToInt64(id.ToString("N")[..12], 16);
        return Path.Combine(Folder, $"{DateTimeOffset.FromUnixTimeMilliseconds(milliseconds):yyyy-MM-dd}", $"{id}.json");
    }
}
