namespace ReleaseBot.Evaluation.Report;

/// <summary>A plot's frame: values to pixels, with grid and labels.</summary>
/// <param name="Most">Greatest values on the two axes; both begin at 0.</param>
/// <param name="XText">Label of a value on the horizontal axis.</param>
/// <param name="YText">Label of a value on the vertical axis.</param>
/// <param name="XTitle">What the horizontal axis shows.</param>
/// <param name="YTitle">What the vertical axis shows.</param>
internal sealed record Axes((double X, double Y) Most, Func<double, string> XText, Func<double, string> YText, string XTitle, string YTitle)
{
    private const int Width = 560;
    private const int Height = 320;
    private const int Left = 48;
    private const int Right = 16;
    private const int Top = 24;
    private const int Bottom = 44;

    // Steps that read well: 1, 2 or 5 times a power of ten, about five of them.
    private const int Steps = 5;

    /// <summary>Pixel of the vertical axis' foot.</summary>
    public static double Foot => Height - Bottom;

    /// <summary>Pixel of a horizontal value.</summary>
    public double X(double value) => Math.Round(Left + ((Width - Left - Right) * Math.Min(value, Most.X) / Most.X), 1);

    /// <summary>Pixel of a vertical value.</summary>
    public double Y(double value) => Math.Round(Foot - ((Foot - Top) * Math.Min(value, Most.Y) / Most.Y), 1);

    /// <summary>The plot: the frame with <paramref name="content"/> in it.</summary>
    /// <param name="label">What a reader who does not see it is told.</param>
    /// <param name="content">Lines and marks.</param>
    public Html Plot(string label, Html content) => Html.Of($"""
        <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{label}">
        {Ticks(Most.Y).Select(value => Html.Of($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(value)}" y2="{Y(value)}"/><text x="{Left - 6}" y="{Y(value) + 4}" text-anchor="end">{YText(value)}</text>"""))}
        {Ticks(Most.X).Select(value => Html.Of($"""<text x="{X(value)}" y="{Foot + 18}" text-anchor="middle">{XText(value)}</text>"""))}
        <line class="axis" x1="{Left}" x2="{Width - Right}" y1="{Foot}" y2="{Foot}"/>
        <text x="{Width - Right}" y="{Height - 6}" text-anchor="end">{XTitle}</text><text x="0" y="12">{YTitle}</text>
        {content}
        </svg>
        """);

    private static IEnumerable<double> Ticks(double most)
    {
        var rough = most / Steps;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        for (var i = 0; i * step <= most * 1.0001; i++)
        {
            yield return i * step;
        }
    }
}
