using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>While a backup looks for its instant, changes wait and reads do not.</summary>
public sealed class WritePauseTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task Changes_wait_while_a_backup_holds_its_lock_and_go_on_when_it_lets_go_or_dies()
    {
        using var csm = await gateway.PersonAsync(Roles.Csm);
        var accounts = gateway.Upstreams["accounts"];
        accounts.Seen.Clear();
        // As shared/Cli/Backups takes it.
        var backup = await gateway.Database.OpenConnectionAsync();
        var process = backup.ProcessID;
        await using (var take = new NpgsqlCommand("select pg_advisory_lock(2026113001)", backup))
            await take.ExecuteNonQueryAsync();
        // Seen by the gateway within a quarter of a second.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        var change = csm.PostAsJsonAsync("/v1/accounts", new { name = "Waits" });
        using (var read = await csm.GetAsync("/v1/accounts"))
            read.StatusCode.ShouldBe(HttpStatusCode.OK);
        change.IsCompleted.ShouldBeFalse();
        accounts.Seen.ShouldNotContain(seen => seen.Method == "POST");

        // kill -9 of the backup's process ends its connection as this does.
        await gateway.Database.ScalarAsync<bool>("select pg_terminate_backend(@process)", new { process });
        using var answer = await change.WaitAsync(TimeSpan.FromSeconds(30));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        accounts.Seen.Count(seen => seen.Method == "POST").ShouldBe(1);
        await backup.DisposeAsync();
    }
}
