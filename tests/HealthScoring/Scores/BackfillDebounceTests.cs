using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.HealthScoring.Scores;

namespace Platform.HealthScoring.Tests.Scores;

[Collection(OnServers.Name)]
public sealed class BackfillDebounceTests : IDisposable
{
    private const int UntilTheTestSaysSo = 3_600;

    private readonly HealthScoringUnderTest _service;
    private readonly ScoringOptions _options;

    public BackfillDebounceTests(HealthScoringUnderTest service)
    {
        (_service, _options) = (service, service.Services.GetRequiredService<IOptions<ScoringOptions>>().Value);
        _options.HoldHistorySeconds = UntilTheTestSaysSo;
    }

    [Fact]
    public async Task An_account_whose_past_still_arrives_is_scored_when_all_of_it_is_there()
    {
        var account = await _service.AddAccountAsync();
        var before = await InputsAsync(account);

        await SendDaysAsync(account, from: 60, to: 31);
        await SendDaysAsync(account, from: 30, to: 10);
        await SendDaysAsync(account, from: 1, to: 0);
        await _service.StoredAsync(account, 61 - 8);
        await _service.Database.ExecuteAsync(
            "insert into dirty_account (account_id) values (@account)",
            new { account }
        );
        await OthersAreScoredAsync();
        (await InputsAsync(account)).ShouldBe(before, "neither what is recent nor another mark ends the wait");
        (await WaitingAsync(account)).ShouldBeTrue();

        await _service.Database.ExecuteAsync(
            "update dirty_account set held_until = now() where account_id = @account and held_until is not null",
            new { account }
        );
        await _service.ScoredAsync();

        (await InputsAsync(account)).ShouldNotBe(before);
        (
            await _service.Ops.GetFromJsonAsync<CheckScoreResponse>($"/v1/accounts/{account}/score/check")
        )!.FromRollupsIdentical.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_a_day_or_two_late_is_scored_at_once()
    {
        var account = await _service.AddAccountAsync();
        await SendDaysAsync(account, from: 2, to: 1);
        await _service.StoredAsync(account, 2);

        (await WaitingAsync(account)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_past_that_never_stops_coming_is_not_waited_for_without_end()
    {
        _options.LongestHoldSeconds = 0;
        var account = await _service.AddAccountAsync();
        var before = await InputsAsync(account);
        await SendDaysAsync(account, from: 60, to: 31);
        await _service.StoredAsync(account, 30);
        (await InputsAsync(account)).ShouldBe(before);

        await SendDaysAsync(account, from: 30, to: 11);
        await _service.StoredAsync(account, 50);
        await _service.ScoredAsync();

        (await InputsAsync(account)).ShouldNotBe(before);
    }

    public void Dispose() =>
        (_options.HoldHistorySeconds, _options.LongestHoldSeconds) = (0, new ScoringOptions().LongestHoldSeconds);

    private async Task SendDaysAsync(Guid account, int from, int to) =>
        await _service.SendAsync(
            _service.Ops,
            [
                .. Enumerable
                    .Range(to, from - to + 1)
                    .Select(day =>
                        _service.Event(account, at: _service.Clock.GetUtcNow().AddDays(-day).AddMinutes(-1))
                    ),
            ]
        );

    /// <summary>An account that comes to be scored after this one's marks: their turn would have come before
    /// it.</summary>
    private async Task OthersAreScoredAsync() => await _service.AddAccountAsync();

    /// <summary>What the score was computed from.</summary>
    private Task<string> InputsAsync(Guid account) =>
        _service.Database.ScalarAsync<string>(
            "select inputs::text from score where account_id = @account",
            new { account }
        )!;

    private async Task<bool> WaitingAsync(Guid account) =>
        (await _service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score/check"))
            .GetProperty("waiting")
            .GetBoolean();
}
