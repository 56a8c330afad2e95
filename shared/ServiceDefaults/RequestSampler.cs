using System.Diagnostics;
using System.Globalization;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults;

/// <summary>
/// Starts traces at requests and messages. A call out with nothing behind it (a poll of the outbox, a probe of another
/// service) would be a trace of its own a thousand times a minute and bury the others.
/// </summary>
/// <param name="share">Of the traces that start here, between 0 and 1.</param>
internal sealed class RequestSampler(double share) : Sampler
{
    private static readonly SamplingResult Drop = new(SamplingDecision.Drop);

    private readonly TraceIdRatioBasedSampler _ratio = new(share);

    /// <summary>As OTEL_TRACES_SAMPLER and its argument say; everything where they say nothing.</summary>
    internal static Sampler Of(string? sampler, string? argument) =>
        new ParentBasedSampler(
            new RequestSampler(
                sampler switch
                {
                    "always_off" or "parentbased_always_off" => 0,
                    "traceidratio"
                    or "parentbased_traceidratio"
                        when double.TryParse(argument, CultureInfo.InvariantCulture, out var ratio) => Math.Clamp(
                        ratio,
                        0,
                        1
                    ),
                    _ => 1,
                }
            )
        );

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        return samplingParameters.Kind == ActivityKind.Client ? Drop : _ratio.ShouldSample(samplingParameters);
    }
}
