using Platform.TestKit;

namespace Platform.Messaging.Tests;

public sealed class StopTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)] // As a host does whose start is broken off: it disposes what it has.
    public async Task A_service_that_starts_works_and_stops_has_nothing_to_warn_of(bool askedToStop)
    {
        using var lines = new LoggedLines();
        var sample = await SampleService.StartAsync(configure: builder => builder.Logging.AddProvider(lines));
        try
        {
            (
                await sample.Http.PostAsJsonAsync("/v1/counters", new CountRequest(Guid.CreateVersion7(), 1, "x"))
            ).EnsureSuccessStatusCode();
            await Eventually.HoldsAsync(
                async () =>
                    await sample.Database.ScalarAsync<bool>(
                        "select (select count(*) from seen) = 1 and not exists (select from messaging.outbox_message)"
                    ),
                "one event seen and confirmed"
            );
            if (askedToStop)
                await sample.App.StopAsync();
        }
        finally
        {
            await sample.DisposeAsync();
        }

        lines.Warnings.ShouldBeEmpty();
    }
}
