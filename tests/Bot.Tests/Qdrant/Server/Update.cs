using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Which points an update touches: listed ones, which must be there for some updates, or all that match.</summary>
internal sealed record PointSelector(IReadOnlyList<PointId>? Ids, Filter? Filter)
{
    public List<PointId> Choose(Collection collection) => Ids is not null ? [.. Ids] : [.. collection.Matching(Filter).Select(point => point.Id)];
}

/// <summary>A change of points, applied as a whole.</summary>
internal abstract record Update
{
    /// <summary>Points it brings or changes; what a write costs.</summary>
    public virtual int Size => 1;

    /// <summary>Filters it uses, for strict mode.</summary>
    public virtual Filter? Filter => null;

    public abstract void Apply(Collection collection, long operation);

    /// <summary>Dimensions are checked before an update is numbered.</summary>
    public virtual void Check(CollectionConfig config)
    {
    }

    internal sealed record Upsert(IReadOnlyList<PointToWrite> Points, Filter? Guard, string Mode) : Update
    {
        public override int Size => Points.Count;

        public override void Check(CollectionConfig config)
        {
            foreach (var point in Points)
            {
                point.CheckDimensions(config);
            }
        }

        public override void Apply(Collection collection, long operation)
        {
            foreach (var point in Points)
            {
                point.CheckNames(collection.Config);
            }

            foreach (var point in Points)
            {
                var existing = collection.Points.GetValueOrDefault(point.Id);
                if (existing is null ? Mode == "update_only" : Mode == "insert_only" || !Allows(existing, collection))
                {
                    continue;
                }

                collection.Points[point.Id] = new StoredPoint(point.Id, operation, point.VectorsFor(collection.Config), point.Payload ?? []);
            }
        }

        private bool Allows(StoredPoint existing, Collection collection) =>
            Guard is null || Guard.Matches(new Subject(existing, existing.Payload, collection.Indexes));
    }

    internal sealed record Delete(PointSelector Selector) : Update
    {
        public override Filter? Filter => Selector.Filter;

        public override void Apply(Collection collection, long operation) => Selector.Choose(collection).ForEach(collection.Delete);
    }

    /// <summary>Changes the payload of points that must be there.</summary>
    internal sealed record Payload(PointSelector Selector, Func<JsonObject, JsonObject> Change) : Update
    {
        public override Filter? Filter => Selector.Filter;

        public override void Apply(Collection collection, long operation)
        {
            foreach (var point in Selector.Choose(collection).Select(collection.Require).ToList())
            {
                collection.Points[point.Id] = point with { Version = operation, Payload = Change(point.Payload.DeepClone().AsObject()) };
            }
        }
    }

    /// <summary>Replaces some vectors of points that must be there.</summary>
    internal sealed record Vectors(IReadOnlyList<PointToWrite> Points) : Update
    {
        public override int Size => Points.Count;

        public override void Check(CollectionConfig config)
        {
            foreach (var point in Points)
            {
                point.CheckDimensions(config);
            }
        }

        public override void Apply(Collection collection, long operation)
        {
            foreach (var change in Points)
            {
                change.CheckNames(collection.Config);
                var point = collection.Require(change.Id);
                var vectors = new Dictionary<string, PointVector>(point.Vectors);
                foreach (var (name, vector) in change.VectorsFor(collection.Config))
                {
                    vectors[name] = vector;
                }

                collection.Points[point.Id] = point with { Version = operation, Vectors = vectors };
            }
        }
    }

    /// <summary>Takes vectors away.</summary>
    internal sealed record DeleteVectors(PointSelector Selector, IReadOnlyList<string> Names) : Update
    {
        public override Filter? Filter => Selector.Filter;

        public override void Apply(Collection collection, long operation)
        {
            foreach (var point in Selector.Choose(collection).Select(collection.Require).ToList())
            {
                collection.Points[point.Id] = point with
                {
                    Version = operation,
                    Vectors = point.Vectors.Where(each => !Names.Contains(each.Key)).ToDictionary(),
                };
            }
        }
    }
}
