using System.Globalization;
using System.Security;
using System.Text;

namespace Platform.HealthScoring.Insights.Charts;

/// <summary>
/// A line chart as one SVG document that stands by itself: title, axes with round numbers, a legend, bands for
/// intervals. Shares are drawn on 0–100 %. Colours are told apart by people who do not see
/// red and green (Okabe and Ito), and on light and dark paper alike the background is its own.
/// </summary>
public sealed record Chart(
    string Title,
    string XLabel,
    string YLabel,
    IReadOnlyList<ChartSeries> Series,
    bool Shares = true,
    string? Note = null
)
{
    private const int Width = 860,
        Height = 480,
        Left = 70,
        Right = 190,
        Top = 56,
        Bottom = 74;
    private const int MostTicks = 8;
    private static readonly string[] Colours =
    [
        "#0072B2",
        "#D55E00",
        "#009E73",
        "#CC79A7",
        "#E69F00",
        "#56B4E9",
        "#000000",
    ];

    public string ToSvg()
    {
        var points = Series.SelectMany(s => s.Points).ToList();
        var (xTo, xStep) = Scale(points.Count == 0 ? 1 : points.Max(p => p.X));
        var (yTo, yStep) = Shares
            ? (1.0, 0.2)
            : Scale(points.Count == 0 ? 1 : points.Max(p => Math.Max(p.Y, p.High ?? 0)));
        double X(double x) => Left + (Width - Left - Right) * x / xTo;
        double Y(double y) => Height - Bottom - (Height - Top - Bottom) * y / yTo;

        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" """
                + $"""height="{Height}" font-family="system-ui, sans-serif" font-size="13" role="img" """
                + $"""aria-label="{Text(Title)}">"""
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<rect width="{Width}" height="{Height}" fill="#fff"/><text x="{Left}" y="28" font-size="17" """
                + $"""font-weight="600">{Text(Title)}</text>"""
        );
        for (var y = 0.0; y <= yTo + (yStep / 2); y += yStep)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(y):0.#}" y2="{Y(y):0.#}" stroke="#ddd"/>"""
                    + $"""<text x="{Left - 8}" y="{Y(y) + 4:0.#}" text-anchor="end" fill="#444">"""
                    + $"""{(Shares ? $"{100 * y:0} %" : Number(y))}</text>"""
            );
        for (var x = 0.0; x <= xTo + (xStep / 2); x += xStep)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<text x="{X(x):0.#}" y="{Height - Bottom + 20}" text-anchor="middle" fill="#444">"""
                    + $"""{Number(x)}</text>"""
            );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(0):0.#}" y2="{Y(0):0.#}" stroke="#444"/>"""
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<text x="{Left + ((Width - Left - Right) / 2)}" y="{Height - Bottom + 42}" """
                + $"""text-anchor="middle">{Text(XLabel)}</text><text transform="translate(18 """
                + $"""{Top + ((Height - Top - Bottom) / 2)}) rotate(-90)" text-anchor="middle">"""
                + $"""{Text(YLabel)}</text>"""
        );
        if (Note is not null)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<text x="{Left}" y="{Height - 10}" fill="#555" font-size="12">{Text(Note)}</text>"""
            );

        // The first on top.
        for (var s = Series.Count - 1; s >= 0; s--)
            Draw(svg, Series[s], Colours[s % Colours.Length], X, Y);
        for (var s = 0; s < Series.Count; s++)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<line x1="{Width - Right + 16}" x2="{Width - Right + 38}" y1="{Top + 10 + (s * 22)}" """
                    + $"""y2="{Top + 10 + (s * 22)}" stroke="{Colours[s % Colours.Length]}" stroke-width="3"/>"""
                    + $"""<text x="{Width - Right + 44}" y="{Top + 14 + (s * 22)}">{Text(Series[s].Name)}</text>"""
            );
        return svg.Append("</svg>").ToString();
    }

    private static void Draw(
        StringBuilder svg,
        ChartSeries series,
        string colour,
        Func<double, double> x,
        Func<double, double> y
    )
    {
        var banded = series.Points.Where(p => p.Low is not null && p.High is not null).ToList();
        if (banded.Count > 1)
        {
            var upper = Path(banded, p => p.High!.Value, series.Steps, x, y, "M");
            var lower = Path(
                Enumerable.Reverse(banded).ToList(),
                p => p.Low!.Value,
                series.Steps,
                x,
                y,
                "L",
                backwards: true
            );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<path d="{upper} {lower} Z" fill="{colour}" opacity="0.13"/>"""
            );
        }
        var closed = series.Points.TakeWhile(p => !p.Open).ToList();
        if (closed.Count > 0)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<path d="{Path(closed, p => p.Y, series.Steps, x, y, "M")}" fill="none" """
                    + $"""stroke="{colour}" stroke-width="2"/>"""
            );
        var open = series.Points.Skip(Math.Max(0, closed.Count - 1)).ToList();
        if (closed.Count < series.Points.Count && open.Count > 1)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<path d="{Path(open, p => p.Y, series.Steps, x, y, "M")}" fill="none" stroke="{colour}" """
                    + $"""stroke-width="2" stroke-dasharray="5 4"/>"""
            );
        if (series.Steps)
            return;
        foreach (var point in series.Points)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<circle cx="{x(point.X):0.#}" cy="{y(point.Y):0.#}" r="3.5" """
                    + $"""fill="{(point.Open ? "#fff" : colour)}" stroke="{colour}" stroke-width="1.5"/>"""
            );
    }

    private static string Path(
        List<ChartPoint> points,
        Func<ChartPoint, double> of,
        bool steps,
        Func<double, double> x,
        Func<double, double> y,
        string first,
        bool backwards = false
    )
    {
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            // Going back along a staircase, the step is taken before the run and not after it.
            if (i > 0 && steps)
            {
                var (run, rise) = backwards ? (points[i - 1], points[i]) : (points[i], points[i - 1]);
                path.Append(CultureInfo.InvariantCulture, $"L{x(run.X):0.#} {y(of(rise)):0.#}");
            }
            path.Append(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? first : "L")}{x(points[i].X):0.#} {y(of(points[i])):0.#}"
            );
        }
        return path.ToString();
    }

    /// <summary>A round upper end and the step between its ticks: 1, 2 or 5 times a power of ten.</summary>
    private static (double To, double Step) Scale(double most)
    {
        if (!(most > 0))
            return (1, 1);
        var raw = most / MostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step =
            power
            * (
                raw / power is <= 1 ? 1
                : raw / power is <= 2 ? 2
                : raw / power is <= 5 ? 5
                : 10
            );
        return (Math.Ceiling(most / step) * step, step);
    }

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Text(string text) => SecurityElement.Escape(text);
}
