"""Who changed a cell last; nullable, so that SQLite adds a column and keeps the triggers of 0002 on the table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claim', '0005_dates_of_regions'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='hands',
            field=models.JSONField(help_text='field -> id of the person who changed it last', null=True),
        ),
    ]
