namespace ReleaseBot.Retrieval;

/// <summary>How a date stands to what happened.</summary>
internal enum DateRelation
{
    /// <summary>In, on, during.</summary>
    Within,

    /// <summary>Before, prior to.</summary>
    Before,

    /// <summary>After.</summary>
    After,

    /// <summary>Since, "from … on".</summary>
    Since,

    /// <summary>As of: what was known then.</summary>
    AsOf,

    /// <summary>By, until: a deadline, which says nothing about when it was written of.</summary>
    Deadline,
}

/// <summary>A date in a question.</summary>
/// <param name="Start">First character, cue words included.</param>
/// <param name="End">After the last character.</param>
/// <param name="Range">The days named.</param>
/// <param name="HasYear">False for "in July": the year was filled in from the clock.</param>
/// <param name="Relation">What the cue words say.</param>
internal sealed record DateMention(int Start, int End, DateRange Range, bool HasYear, DateRelation Relation = DateRelation.Within);
