namespace ReleaseBot.Answers.Types;

/// <summary>What sort of thing a question asks for.</summary>
public enum AnswerKind
{
    /// <summary>No particular sort.</summary>
    Any,

    /// <summary>A person, body, company or country.</summary>
    Name,

    /// <summary>A place.</summary>
    Place,

    /// <summary>A day, month, season or year.</summary>
    Date,

    /// <summary>A number of things.</summary>
    Count,

    /// <summary>A sum of money, a share or another number with its unit.</summary>
    Amount,

    /// <summary>A percentage.</summary>
    Percent,

    /// <summary>A cause or purpose.</summary>
    Reason,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>Several items.</summary>
    List,

    /// <summary>Somebody's words.</summary>
    Quote,
}
