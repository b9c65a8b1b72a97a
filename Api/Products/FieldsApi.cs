using Actors.Api.Http;
using Actors.Keys;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>The input fields of a product, versioned (MM-23, MM-24).</summary>
internal static class FieldsApi
{
    public static void MapFields(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/products/{id}/fields").WithTags("Fields").NeedsKey();
        group.MapGet("", Get).Needs(Scopes.ProductsRead).Named("getFields", "Get the present input fields of a product").Gives<FieldsJson>();
        group.MapPut("", Publish).Needs(Scopes.FieldsWrite).Named("publishFields", "Publish the next version of the input fields").Gives<FieldsJson>().NeedsIfMatch().Example(Sample);
        group.MapGet("/{version:int}", GetVersion).Needs(Scopes.ProductsRead).Named("getFieldsVersion", "Get the input fields as they were").Gives<FieldsJson>();
    }

    private const string Sample = """
        { "fields": [ { "name": "appointment", "label": "Preferred day", "type": "date", "required": true } ] }
        """;

    private static async Task<IResult> Get(string id, Call call) => await call.FindProduct(id) is { } product
        ? call.Got(FieldsJson.From(id, product.Value.CurrentSchema), EntityTag.Of(product.Version))
        : Answers.NotFound("product", id);

    private static async Task<IResult> GetVersion(string id, int version, Call call)
    {
        if (await call.FindProduct(id) is not { } product)
        {
            return Answers.NotFound("product", id);
        }

        return product.Value.Schemas.FirstOrDefault(schema => schema.Version == version) is { } schema
            ? call.Got(FieldsJson.From(id, schema), EntityTag.Of(product.Version))
            : Answers.NotFound("field_schema", $"{id}/fields/{version}");
    }

    private static async Task<IResult> Publish(string id, Call call, Body<FieldsBody> body)
    {
        if (await call.FindProduct(id) is not { } product)
        {
            return Answers.NotFound("product", id);
        }

        IReadOnlyList<Field> fields = [.. body.Value.Fields.Select(field => field.ToField())];
        var reply = await call.Turn(call.Grain<IProductGrain>(id), product.Value.Owner, at => Command(fields, at), body);
        return call.Answer(reply, done => call.Changed(FieldsJson.From(id, done.Snapshot.Value.CurrentSchema), EntityTag.Of(done.Snapshot.Version)));
    }

    private static ProductCommand.PublishFields Command(IReadOnlyList<Field> fields, DateTimeOffset at) => new(fields, at);
}
