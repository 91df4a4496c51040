using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>A point as it stands. Replaced, never changed, so that readers need no lock.</summary>
internal sealed record StoredPoint(PointId Id, long Version, IReadOnlyDictionary<string, PointVector> Vectors, JsonObject Payload);
