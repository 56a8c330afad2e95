using System.Security.Cryptography;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Engagement.Email;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Email;

/// <summary>The engagement service with a mail server and a key to sign with.</summary>
public sealed class EngagementWithMail() : ServiceUnderTest<Program>("engagement")
{
    public const string HookSecret = "a-secret-of-the-mail-server";

    private readonly string _keyFile = Path.GetTempFileName();

    public RunningMailSink Sink { get; } = new();

    public RSA Key { get; } = RSA.Create(2048);

    protected override IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        File.WriteAllText(_keyFile, Key.ExportPkcs8PrivateKeyPem());
        yield return new("Email:Host", "127.0.0.1");
        yield return new("Email:Port", $"{Sink.SmtpPort}");
        yield return new("Email:From", "success@vendor.example");
        yield return new("Email:FromName", "Vendor");
        yield return new("Email:PublicUrl", "https://success.vendor.example");
        yield return new("Email:DkimDomain", "vendor.example");
        yield return new("Email:DkimKeyFile", _keyFile);
        yield return new("Email:HookSecret", HookSecret);
        // So that tests need not wait for a working hour.
        yield return new("ContactBudget:OpensAt", "00:00");
        yield return new("ContactBudget:ClosesAt", "23:59:59.9999999");
        yield return new("ContactBudget:ClosedDays", "");
    }

    public override async ValueTask InitializeAsync()
    {
        await Sink.ReadyAsync();
        await base.InitializeAsync();
    }

    public Task SendDueAsync() => Services.GetRequiredService<MailSender>().SendDueAsync(CancellationToken.None);

    /// <summary>Somebody with nothing but a link.</summary>
    public HttpClient Visitor() => ClientFor(ServiceKit.Auth.Roles.Customer, "link:test");

    /// <summary>A person of an account of their own.</summary>
    public async Task<(Guid Account, Guid Contact, string Email)> PersonAsync(
        string name = "Pat Doe",
        string[]? roles = null,
        string? email = null,
        string? csm = "carla"
    )
    {
        var (account, contact) = (Guid.NewGuid(), Guid.NewGuid());
        email ??= $"{contact:N}@example.com";
        var owners = csm is null ? [] : new Dictionary<string, string> { ["csm"] = csm };
        await TellAsync(
            new AccountCreated(
                account,
                1,
                new AccountSnapshot(
                    "Acme <b>",
                    null,
                    "retail",
                    null,
                    null,
                    null,
                    "onboarding",
                    null,
                    "smb",
                    "high_touch",
                    "p2",
                    [],
                    new Dictionary<string, JsonElement>(),
                    owners
                )
            )
        );
        await TellAsync(
            new ContactChanged(
                account,
                contact,
                1,
                new ContactSnapshot(name, email, null, "manager", "it", roles ?? ["champion"], [], null, "active", []),
                [],
                []
            )
        );
        await Eventually.HoldsAsync(
            () =>
                Database.ScalarAsync<bool>(
                    "select exists (select from contact_copy c join account_copy a using (account_id) "
                        + "where contact_id = @contact)",
                    new { contact }
                ),
            "the person is known"
        );
        return (account, contact, email);
    }

    private async Task TellAsync(DomainEvent domainEvent) =>
        await Services
            .GetRequiredService<IBus>()
            .Publish(domainEvent with { OccurredAt = Clock.GetUtcNow() }, domainEvent.GetType(), c =>
                c.MessageId = domainEvent.EventId
            );

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sink.DisposeAsync();
        Key.Dispose();
        File.Delete(_keyFile);
    }
}
