using System.Text.Json;
using Platform.Cli.Imports;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Tests;

/// <summary>A directory of another system's files is recognised by their headers and comes in with one
/// command.</summary>
public sealed class ProfileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PlatformDouble _platform = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _directory.Dispose();
        _platform.Dispose();
        _output.Dispose();
    }

    [Theory]
    [InlineData(
        "price_id",
        "price.csv",
        "id,unit_amount,currency,recurring_interval,recurring_interval_count,nickname,product_id\n"
            + "P-1,150000,eur,year,1,Yearly,prod_1\n"
    )]
    [InlineData(
        "plan_id",
        "plan.csv",
        "id,amount,currency,interval,interval_count,nickname,product_id\nP-1,150000,eur,year,1,Yearly,prod_1\n"
    )]
    public async Task Stripes_items_subscriptions_and_prices_become_subscriptions(
        string priceColumn,
        string priceFile,
        string prices
    )
    {
        _directory.Write(
            "customer.csv",
            "id,created,delinquent,invoice_prefix,name,email,is_deleted\ncus_1,2021-01-18 "
                + "12:35:30,FALSE,AB,One,a@one.example,FALSE\n"
        );
        _directory.Write(
            "subscription.csv",
            """
            id,_fivetran_active,customer_id,start_date,status,cancel_at_period_end,current_period_end,ended_at,cancel_at
            sub_1,false,cus_0,2020-01-01,canceled,FALSE,2020-02-01,2020-02-01,
            sub_1,true,cus_1,2021-02-18 14:16:37,trialing,TRUE,2021-02-19,,2022-02-18 14:16:37
            """
        );
        _directory.Write(
            "subscription_item.csv",
            $"id,subscription_id,{priceColumn},quantity\nsi_1,sub_1,P-1,3\n\nsi_2,sub_9,P-1,1\nsi_3,sub_1,P-9,1\n"
        );
        _directory.Write(priceFile, prices);
        _directory.Write("product.csv", "id,name,statement_descriptor,unit_label\nprod_1,Premium,,\n");
        _directory.Write(
            "invoice_line_item.csv",
            "id,subscription_item_id,proration,discountable,invoice_id\nx,si_1,TRUE,TRUE,in_1\n"
        );

        using var report = await RunAsync();

        _output.ToString().ShouldContain("Recognised as stripe");
        _output.ToString().ShouldNotContain("not recognised");
        var (type, sent) = _platform.Sent["subscriptions"].ShouldHaveSingleItem();
        type.ShouldBe("application/x-ndjson");
        // On line 2, as in the file; the two rows without a partner are told here.
        var row = JsonSerializer.Deserialize<Dictionary<string, string>>(sent.Split('\n')[1])!;
        sent.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        new[]
        {
            "id",
            "quantity",
            "subscription.customer_id",
            "subscription.status",
            "subscription.cancel_at",
            "price.unit_amount",
            "price.recurring_interval",
            "product.name",
        }
            .Select(column => row[column])
            .ShouldBe(["si_1", "3", "cus_1", "trialing", "2022-02-18 14:16:37", "150000", "year", "Premium"]);
        report.Errors.ShouldBe(2);
        report.Dispose();
        var told = (await File.ReadAllLinesAsync(report.Path, TestContext.Current.CancellationToken))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToList();
        told.Select(defect =>
                (
                    defect.GetProperty("line").GetInt32(),
                    defect.GetProperty("column").GetString(),
                    defect.GetProperty("code").GetString()
                )
            )
            .ShouldBe([(4, "subscription_id", "no-partner"), (5, priceColumn, "no-partner")]);
    }

    [Fact]
    public async Task A_file_whose_partner_is_missing_says_which_columns_that_one_has_and_the_others_come_in()
    {
        _directory.Write("customer.csv", "id,created,delinquent,invoice_prefix\ncus_1,2021-01-18,FALSE,AB\n");
        _directory.Write("subscription_item.csv", "id,subscription_id,price_id,quantity\nsi_1,sub_1,P-1,3\n");

        await Should.ThrowAsync<CommandFailedException>(RunAsync);

        _output.ToString().ShouldContain("customer_id, current_period_end, cancel_at_period_end");
        _platform.Sent.Keys.ShouldBe(["accounts"]);
    }

    public static TheoryData<string, string, string, string> Layouts =>
        new()
        {
            { "hubspot", "accounts", "company.csv", "id,is_deleted,property_name,property_createdate\n" },
            {
                "hubspot",
                "contacts",
                "contact.csv",
                "_fivetran_deleted,id,property_email,property_firstname,property_lastname,"
                    + "property_associatedcompanyid\n"
            },
            {
                "hubspot",
                "contacts",
                "contact.csv",
                "_fivetran_deleted,id,property_email,property_company,property_firstname,property_lastname\n"
            },
            {
                "hubspot",
                "tickets",
                "ticket.csv",
                "id,is_deleted,property_closed_date,property_createdate,property_hs_pipeline_stage,property_subject\n"
            },
            {
                "salesforce",
                "accounts",
                "sf_account.csv",
                "id,name,industry,billing_country,number_of_employees,parent_id,type,is_deleted\n"
            },
            {
                "salesforce",
                "contacts",
                "sf_contact.csv",
                "id,account_id,department,email,first_name,is_deleted,last_name,title,name\n"
            },
            {
                "salesforce",
                "tickets",
                "case.csv",
                "id,account_id,case_number,subject,priority,created_date,closed_date\n"
            },
            {
                "salesforce",
                "activities",
                "sf_task.csv",
                "_fivetran_active,subject,id,is_closed,activity_date,account_id,task_subtype,is_deleted,"
                    + "_fivetran_active\n"
            },
            { "stripe", "invoices", "invoice.csv", "id,customer_id,amount_due,currency,status,created,due_date\n" },
            { "zendesk", "accounts", "organization.csv", "id,name,shared_tickets,shared_comments,created_at\n" },
            { "zendesk", "contacts", "user.csv", "id,active,email,name,organization_id,role\n" },
            {
                "zendesk",
                "tickets",
                "ticket.csv",
                "id,created_at,organization_id,priority,requester_id,status,subject,updated_at\n"
            },
        };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_layout_is_recognised_by_its_headers(string profile, string kind, string file, string header)
    {
        _directory.Write(file, header);
        _directory.Write("ticket_company.csv", "ticket_id,company_id\n");

        var source = Recognition.Of(_directory.Path, null, null);

        (source.Profile!.Name, source.Source).ShouldBe((profile, profile));
        source.Files.Single(recognised => recognised.Name == file).Kind.Spelt().ShouldBe(kind);
    }

    private async Task<DefectReport> RunAsync()
    {
        using var client = _platform.Client();
        return await new RunImport(
            client,
            new ImportOptions(_directory.Path, Report: _directory.File("report.out")),
            _output,
            TimeProvider.System
        ).RunAsync(TestContext.Current.CancellationToken);
    }
}
