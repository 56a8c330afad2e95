using System.Net;
using System.Text;
using System.Text.Json;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using Platform.Contracts.Engagement;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Email;

public sealed class EmailTests(EngagementWithMail engagement) : IClassFixture<EngagementWithMail>
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");

    [Fact]
    public async Task A_mail_leaves_signed_with_text_html_and_one_click_to_unsubscribe()
    {
        var (_, contact, email) = await engagement.PersonAsync("Zoë Müller");
        var sent = await SendAsync(contact, "value-note", "42 hours <saved> & counting");
        sent.Text("state").ShouldBe("intended");

        var mail = (await engagement.Sink.MailsToAsync(email, 1)).ShouldHaveSingleItem();
        mail.Text("messageId").ShouldBe(sent.Text("messageId"));
        mail.Text("from").ShouldBe("\"Vendor\" <success@vendor.example>");
        mail.Text("subject").ShouldBe("What Acme <b> has gained");
        mail.Text("text").ShouldContain("Hello Zoë,\n\n42 hours <saved> & counting");
        mail.Text("html").ShouldContain("42 hours &lt;saved&gt; &amp; counting");
        var headers = mail.GetProperty("headers");
        headers.Text("List-Unsubscribe-Post").ShouldBe("List-Unsubscribe=One-Click");
        headers.Text("List-Unsubscribe").ShouldStartWith("<https://success.vendor.example/preferences/");

        using var message = await MimeMessage.LoadAsync(new MemoryStream(await engagement.Sink.SourceAsync(mail)));
        var signature = message.Headers[HeaderId.DkimSignature];
        signature.ShouldNotBeNull().ShouldContain("d=vendor.example");
        (
            await new DkimVerifier(new OurKey(engagement.Key.ExportSubjectPublicKeyInfoPem())).VerifyAsync(
                message,
                message.Headers.First(header => header.Id == HeaderId.DkimSignature)
            )
        ).ShouldBeTrue();
        (await engagement.Sink.PageAsync()).ShouldContain("What Acme &lt;b&gt; has gained");

        var kept = await Eventually.GetAsync(
            () => _ops.ReadAsync($"/v1/emails/{sent.Id()}"),
            it => it.Text("state") == "sent",
            "the mail is confirmed"
        );
        (kept.Number("attempts"), kept.Text("to"), kept.Text("topic"), kept.Text("requestedBy")).ShouldBe(
            (1, email, "value", "olga")
        );
        (await _ops.OnlyAsync($"/v1/emails?contactId={contact}")).Id().ShouldBe(sent.Id());
        (await _ops.ReadAsync($"/v1/contact-budget?email={email}"))
            .List("touches")
            .ShouldHaveSingleItem()
            .Text("state")
            .ShouldBe("sent");
        (await _ops.ReadAsync("/v1/emails/status")).GetProperty("isConfigured").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_mail_whose_confirmation_was_lost_goes_out_once_more_under_the_same_message_id()
    {
        var (_, contact, email) = await engagement.PersonAsync();
        var sent = await SendAsync(contact, null, "Hello");
        await engagement.Sink.MailsToAsync(email, 1);
        await SentAsync(sent.Id());
        // As it is after a death between the server's yes and our commit.
        await engagement.Database.ExecuteAsync(
            "update email_message set state = 'intended', sent_at = null where id = @id",
            new { id = sent.Id() }
        );
        await engagement.SendDueAsync();
        var mails = await engagement.Sink.MailsToAsync(email, 2);
        mails.Select(mail => mail.Text("messageId")).Distinct().ShouldBe([sent.Text("messageId")]);
        mails.Select(mail => mail.GetProperty("headers").Text("List-Unsubscribe")).Distinct().Count().ShouldBe(1);
        await SentAsync(sent.Id());
        (await _ops.ReadAsync($"/v1/contact-budget?email={email}")).List("touches").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_third_mail_in_a_week_is_409_with_the_instant_and_nothing_is_written()
    {
        var (_, contact, email) = await engagement.PersonAsync();
        for (var i = 0; i < 2; i++)
            await SendAsync(contact, "value-note", "More");
        var (status, type, detail) = await TrySendAsync(contact, "value-note", "More").ProblemAsync();
        (status, type).ShouldBe((409, "contact-budget/refused"));
        detail.ShouldContain("The first instant that is free is");
        (await _ops.ReadAsync($"/v1/emails?contactId={contact}")).List("items").Count.ShouldBe(2);
        // In own words it is a message between two people, which is never stopped.
        await SendAsync(contact, null, "Thank you for your call");
        await engagement.Sink.MailsToAsync(email, 3);
    }

    [Fact]
    public async Task A_value_that_is_not_known_keeps_the_mail_from_being_written()
    {
        var (_, contact, _) = await engagement.PersonAsync(csm: null);
        var (status, type, detail) = await TrySendAsync(contact, "value-note", "More").ProblemAsync();
        (status, type).ShouldBe((422, "emails/not-written"));
        detail.ShouldContain("csm is not known");
        (await _ops.ReadAsync($"/v1/emails?contactId={contact}")).List("items").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_that_the_server_refuses_is_bounced_and_their_place_is_free()
    {
        var (account, contact, email) = await engagement.PersonAsync(email: $"bounce@{Guid.NewGuid():N}.example");
        using var told = await engagement.ListenToAsync<ContactUnreachable>();
        var sent = await SendAsync(contact, null, "Hello");
        var failed = await Eventually.GetAsync(
            () => _ops.ReadAsync($"/v1/emails/{sent.Id()}"),
            it => it.Text("state") == "failed",
            "the mail is given up"
        );
        failed.Text("lastError").ShouldNotBeEmpty();
        var budget = await _ops.ReadAsync($"/v1/contact-budget?email={email}");
        budget.Text("state").ShouldBe("bounced");
        budget.List("touches").ShouldHaveSingleItem().Text("state").ShouldBe("released");
        var left = await told.FirstAsync(it => it.AccountId == account);
        (left.ContactId, left.State).ShouldBe((contact, "bounced"));
        left.Roles.ShouldBe(["champion"]);
    }

    [Fact]
    public async Task A_csm_writes_to_people_of_their_own_accounts()
    {
        var (_, contact, _) = await engagement.PersonAsync();
        object body = new
        {
            contactId = contact,
            subject = "Hello",
            text = "Hello",
        };
        (
            await engagement.ClientFor("csm", "dora").SendJsonAsync(HttpMethod.Post, "/v1/emails", body)
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await engagement.ClientFor("csm", "carla").SendJsonAsync(HttpMethod.Post, "/v1/emails", body)
        ).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_reply_is_told_once_and_strangers_in_copy_are_proposed()
    {
        var (account, contact, email) = await engagement.PersonAsync();
        using var told = await engagement.ListenToAsync<EmailReplied>();
        var sent = await SendAsync(contact, null, "Hello");
        var reply = $"""
            From: Pat <{email}>
            To: success@vendor.example
            Cc: Sam Stranger <sam@{contact:N}.example>, {email}
            Subject: Re: Hello
            Message-ID: <{Guid.NewGuid():N}@example.com>
            In-Reply-To: <{sent.Text("messageId")}>

            Good, thank you.
            """;
        await HandInAsync(reply);
        await HandInAsync(reply);

        var replied = await told.FirstAsync(it => it.AccountId == account);
        (replied.EmailId, replied.ContactId, replied.Subject).ShouldBe((sent.Id(), contact, "Re: Hello"));
        (await _ops.ReadAsync($"/v1/emails/{sent.Id()}")).Has("repliedAt").ShouldBeTrue();
        (
            await engagement.Database.QueryAsync<string>(
                "select name || ' ' || email from proposed_contact where account_id = @account",
                new { account }
            )
        ).ShouldBe([$"Sam Stranger sam@{contact:N}.example"]);
        (
            await engagement.Database.ScalarAsync<int>(
                "select count(*)::int from incoming_mail where email_id = @id",
                new { id = sent.Id() }
            )
        ).ShouldBe(1);
    }

    [Theory]
    [InlineData("failed", "5.1.1", "bounced")]
    [InlineData("failed", "4.2.2", "ok")]
    [InlineData("delayed", "5.1.1", "ok")]
    public async Task A_bounce_by_rfc_3464_sets_the_persons_state(string action, string code, string state)
    {
        var (_, contact, email) = await engagement.PersonAsync();
        var sent = await SendAsync(contact, null, "Hello");
        await HandInAsync(
            $"""
            From: Mail Delivery System <MAILER-DAEMON@mx.example>
            To: success@vendor.example
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <{Guid.NewGuid():N}@mx.example>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            Could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; {email}
            Action: {action}
            Status: {code}
            Diagnostic-Code: smtp; 550 No such user

            --b
            Content-Type: text/rfc822-headers

            From: success@vendor.example
            Message-ID: <{sent.Text("messageId")}>

            --b--
            """
        );
        (await _ops.ReadAsync($"/v1/contact-budget?email={email}")).Text("state").ShouldBe(state);
        (await _ops.ReadAsync($"/v1/emails/{sent.Id()}")).Has("bouncedAt").ShouldBe(state == "bounced");
    }

    [Fact]
    public async Task A_complaint_by_rfc_5965_ends_all_but_what_a_person_has_to_know()
    {
        var (_, contact, email) = await engagement.PersonAsync();
        var sent = await SendAsync(contact, "value-note", "More");
        await HandInAsync(
            $"""
            From: <abuse@isp.example>
            To: <success@vendor.example>
            Subject: FW: What you have gained
            Message-ID: <{Guid.NewGuid():N}@isp.example>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="b"

            --b
            Content-Type: text/plain

            This is an e-mail abuse report.
            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: SomeGenerator/1.0
            Version: 1

            --b
            Content-Type: message/rfc822

            From: success@vendor.example
            Subject: What you have gained
            Message-ID: <{sent.Text("messageId")}>

            Hello
            --b--
            """
        );
        (await _ops.ReadAsync($"/v1/contact-budget?email={email}")).Text("state").ShouldBe("complained");
        (await TrySendAsync(contact, "value-note", "More").ProblemAsync()).Detail.ShouldContain("complained");
    }

    [Fact]
    public async Task Only_who_knows_the_secret_hands_in_mail()
    {
        using var visitor = engagement.Visitor();
        (await visitor.PostAsync("/hooks/mail/guess", new StringContent("Subject: x\r\n\r\n"))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    private async Task HandInAsync(string mail)
    {
        using var visitor = engagement.Visitor();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));
        (await visitor.PostAsync($"/hooks/mail/{EngagementWithMail.HookSecret}", content)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
    }

    private async Task<JsonElement> SendAsync(Guid contact, string? template, string text) =>
        await (await TrySendAsync(contact, template, text)).JsonAsync();

    private Task<HttpResponseMessage> TrySendAsync(Guid contact, string? template, string text) =>
        _ops.SendJsonAsync(
            HttpMethod.Post,
            "/v1/emails",
            template is null
                ? new
                {
                    contactId = contact,
                    subject = "Hello",
                    text,
                }
                : new
                {
                    contactId = contact,
                    template,
                    values = new Dictionary<string, string> { ["proof.line"] = text },
                }
        );

    private Task<JsonElement> SentAsync(Guid id) =>
        Eventually.GetAsync(
            () => _ops.ReadAsync($"/v1/emails/{id}"),
            it => it.Text("state") == "sent",
            "the mail is confirmed"
        );

    /// <summary>What the domain's DNS would answer.</summary>
    private sealed class OurKey(string pem) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => (AsymmetricKeyParameter)new PemReader(new StringReader(pem)).ReadObject();

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
