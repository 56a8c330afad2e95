using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>On a short timer, as usage need not move the score that would tell of it.</summary>
internal sealed class ReadTelemetryContinuously(
    ReadTelemetry telemetry,
    IOptions<OnboardingOptions> options,
    ILogger<ReadTelemetryContinuously> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(options.Value.TelemetrySeconds), logger)
{
    protected override Task TurnAsync(CancellationToken ct) => telemetry.RunAsync(null, ct);
}
